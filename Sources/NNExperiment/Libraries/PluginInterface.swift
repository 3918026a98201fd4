import CNNPlugin

/// The binary interface of libraries of plugins.
package enum PluginInterface {
  /// The C header with which libraries are written.
  package static var header: String { String(cString: nnrun_plugin_text()) }
}
