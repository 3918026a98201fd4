import NNRunCLI

@main
struct NNRunMain {
  static func main() { NNRun.main() }
}
