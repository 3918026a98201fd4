import CNNPlugin
import NNConfig
import NNCore
import NNData

extension PluginLibrary {
  /// Reads what a library says about its plugins.
  ///
  /// - Parameters:
  ///   - library: what its entry function returned
  ///   - path: its file
  ///   - digest: the SHA-256 of its bytes
  /// - Throws: `PluginLibraryError` if something is wrong with it
  init(_ library: nnrun_library, path: String, digest: String) throws(PluginLibraryError) {
    let reader = LibraryReader(path: path, origin: .library(path: path, sha256: digest))
    self.path = path
    self.digest = digest
    activations = try reader.plugins(
      library.activations, library.activation_count, kind: "activation", about: \.about,
      lacks: {
        $0.forward_f64 == nil ? "forward_f64" : $0.backward_f64 == nil ? "backward_f64" : nil
      }
    ) { LibraryActivation($0, $1) }
    losses = try reader.plugins(
      library.losses, library.loss_count, kind: "loss", about: \.about,
      lacks: { $0.cost_f64 == nil ? "cost_f64" : $0.gradient_f64 == nil ? "gradient_f64" : nil }
    ) { LibraryLoss($0, $1) }
    initializers = try reader.plugins(
      library.initializers, library.initializer_count, kind: "initializer", about: \.about,
      lacks: { $0.initialize == nil ? "initialize" : nil }, readsFiles: true
    ) { LibraryInitializer($0, $1) }
    loaders = try reader.plugins(
      library.loaders, library.loader_count, kind: "loader", about: \.about,
      lacks: { $0.load == nil ? "load" : nil }, readsFiles: true, further: HoldOut.parameters
    ) { loader, instance throws(ExperimentError) in
      try HoldOut.check(instance.settings.options)
      return LibraryDatasetLoader(loader, instance)
    }
    if activations.isEmpty, losses.isEmpty, initializers.isEmpty, loaders.isEmpty {
      throw .invalid(path, "it has no plugins")
    }
  }
}
