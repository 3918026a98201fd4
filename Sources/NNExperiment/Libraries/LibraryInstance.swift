import CNNPlugin
import NNConfig
import NNFiles

/// What `create` of a plugin of a library has made from the settings of an experiment.
///
/// The interface demands that it does not change any more, so threads may share it.
final class LibraryInstance: @unchecked Sendable {
  /// What functions of the plugin get as `self`.
  let pointer: UnsafeMutableRawPointer?
  /// The plugin.
  let plugin: LibraryPluginName
  /// The checked settings.
  let settings: LibrarySettings
  private let destroy: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?

  /// Makes an instance.
  ///
  /// - Parameters:
  ///   - about: the plugin as its library describes it
  ///   - plugin: its name
  ///   - settings: the checked settings
  /// - Throws: `ExperimentError` at a setting, or at the plugin, if that is what `create` says, or
  ///   with another exit status if it breaks the rules of the interface
  init(
    _ about: nnrun_about, _ plugin: LibraryPluginName, _ settings: LibrarySettings
  ) throws(ExperimentError) {
    self.plugin = plugin
    self.settings = settings
    let options = settings.options
    var made: UnsafeMutableRawPointer?
    if let create = about.create {
      let call = LibraryCall(plugin, settings)
      do {
        try call.perform("create") { create($0, &made) }
      } catch let failure as LibraryFailure {
        if let name = failure.place, settings.names.contains(name) {
          throw options.invalid(name, "'\(name)' \(failure.message)")
        }
        throw options.invalid("\(failure)")
      } catch {
        throw ExperimentError(
          options.invalid("\(error)").diagnostics, exitStatus: .unavailable)
      }
    }
    pointer = made
    destroy = about.destroy
  }

  deinit {
    guard let pointer, let destroy else { return }
    LibraryFunction(plugin.text, "destroy").during { destroy(pointer) }
  }
}
