import NNExperiment
import NNRunCLI

/// nnrun with more plugins. Each is added to the registry, which every command is given.
@main
struct MyNNRun {
  static func main() throws {
    var registry = Registry()
    try registry.add(Softsign.plugin)
    try registry.add(Charbonnier.plugin)
    try registry.add(Letters.plugin)
    try registry.add(UniformInitializer.plugin)
    try registry.add(Signum.plugin)
    try registry.add(InverseTime.plugin)
    NNRun.main(registry: registry)
  }
}
