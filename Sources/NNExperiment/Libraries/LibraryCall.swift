import CNNPlugin
import NNConfig
import NNFiles

/// What a function of a library says is wrong.
struct LibraryFailure: UserFacingError {
  /// The plugin whose function says it.
  let plugin: LibraryPluginName
  /// A setting, or a file and perhaps a line; `nil` if the library names none.
  let place: String?
  /// What is wrong and what to do.
  let message: String

  var exitStatus: ExitStatus { .badData }
  var description: String { "\(place ?? plugin.text): \(message)" }
}

/// A call of a function of a library: what it can read and what it says, by its `nnrun_call`.
///
/// It is used by the thread that makes the call, while the function runs.
final class LibraryCall {
  /// The plugin whose function is called.
  let plugin: LibraryPluginName
  /// The data that the function hands over.
  let data: LibraryData?
  private let settings: LibrarySettings
  /// The first thing that went wrong.
  private var problem: (any Error)?
  /// What else is freed when the call ends.
  private var texts: [UnsafeMutablePointer<CChar>] = []
  private var lists: [UnsafeMutablePointer<Double>] = []
  private var contents: [ByteStorage] = []
  /// The files that the function can read; those in a folder of this list, too.
  private let readable: [String]
  /// The files that the function has named; `nil` if it cannot name any.
  private(set) var files: [String]?
  /// What the interface calls the function.
  private var function = ""

  /// A call.
  ///
  /// - Parameters:
  ///   - plugin: the plugin whose function is called
  ///   - settings: its settings
  ///   - data: receives data; `nil` if the function does not hand over any
  ///   - readable: the files that the function can read, and folders of such files
  ///   - namesFiles: whether the function can name files
  init(
    _ plugin: LibraryPluginName, _ settings: LibrarySettings, data: LibraryData? = nil,
    readable: [String] = [], namesFiles: Bool = false
  ) {
    self.readable = readable
    self.plugin = plugin
    self.settings = settings
    self.data = data
    files = namesFiles ? [] : nil
  }

  deinit {
    for text in texts { text.deallocate() }
    for list in lists { list.deallocate() }
  }

  /// The call that a library hands back.
  static func of(_ pointer: OpaquePointer?) -> LibraryCall? {
    pointer.map { Unmanaged<LibraryCall>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
  }

  /// Calls the function.
  ///
  /// - Parameters:
  ///   - function: its name in the interface
  ///   - body: calls it; returns what it returns
  /// - Throws: `LibraryFailure` if the function says what is wrong; `PluginLibraryError` if it
  ///   breaks the rules of the interface; another `UserFacingError`, such as `OutOfMemory`
  func perform(_ function: String, _ body: (OpaquePointer) -> Int32) throws {
    self.function = function
    let pointer = OpaquePointer(Unmanaged.passUnretained(self).toOpaque())
    let result = LibraryFunction(plugin.text, function).during {
      withExtendedLifetime(self) { body(pointer) }
    }
    if let problem { throw problem }
    if result != 0 {
      throw PluginLibraryError.misuse(
        plugin, function: function, "returned \(result) without having said why by 'fail'")
    }
  }

  /// Notes what went wrong, unless something has before.
  func fail(_ problem: any Error) {
    self.problem = self.problem ?? problem
  }

  /// Notes what the function says is wrong.
  ///
  /// - Parameters:
  ///   - place: a setting, or a file and perhaps a line; empty if it names none
  ///   - message: what is wrong and what to do; empty if it does not say
  func fail(place: String, message: String) {
    fail(
      LibraryFailure(
        plugin: plugin, place: place.isEmpty ? nil : place,
        message: message.isEmpty ? "failed in '\(function)', and does not say why" : message))
  }

  /// Notes that the function has broken a rule of the interface.
  func misuse(_ text: String) {
    fail(PluginLibraryError.misuse(plugin, function: function, text))
  }

  /// Notes data that cannot be used.
  func badData(_ text: String) { fail(PluginLibraryError.badResult(plugin, text)) }

  /// The value of a setting.
  ///
  /// - Parameter name: its name
  /// - Returns: the value; `nil` if it has none, or is not declared, which is noted
  func value(_ name: UnsafePointer<CChar>?) -> OptionValue? {
    let name = name.map { String(cString: $0) } ?? "NULL"
    if !settings.names.contains(name) {
      misuse("reads the setting '\(name.excerpt)', which it does not declare")
    }
    return settings.options.value(name)
  }

  /// The value of a setting that has to have a value of a certain type.
  ///
  /// - Parameters:
  ///   - name: its name
  ///   - what: what it is read as
  ///   - convert: the value as that type; `nil` for a value of another one
  /// - Returns: the value; `nil` if there is none, which is noted
  func value<Value>(
    _ name: UnsafePointer<CChar>?, as what: String, _ convert: (OptionValue) -> Value?
  ) -> Value? {
    if let value = value(name).flatMap(convert) { return value }
    misuse(reading: name, as: what)
    return nil
  }

  /// Notes that the function reads a setting as something that its value is not.
  func misuse(reading name: UnsafePointer<CChar>?, as what: String) {
    misuse(
      "reads the setting '\(name.map { String(cString: $0) } ?? "NULL")' as \(what), and it has no "
        + "such value")
  }

  /// All bytes of a file, which a library can read until the call ends.
  ///
  /// - Parameter path: the file
  /// - Returns: the bytes, which a 0 follows; `nil` if the file cannot be read, or must not be,
  ///   which is noted
  func read(_ path: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer? {
    guard let path = text(path, "a path") else { return nil }
    guard readable.contains(path) || readable.contains(FileSystem.folder(of: path)) else {
      // Otherwise other bytes in it would not make another experiment.
      misuse(
        "reads '\(path.excerpt)', which is not a file of the data set; 'files' or a setting has to "
          + "name it")
      return nil
    }
    do {
      let storage = try ByteStorage(contentsOf: path)
      contents.append(storage)
      return storage.bytes
    } catch {
      fail(error)
      return nil
    }
  }

  /// A text that a library can read until the call ends.
  func lend(_ text: String) -> UnsafePointer<CChar> {
    let bytes = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    texts.append(copy)
    return UnsafePointer(copy)
  }

  /// Numbers that a library can read until the call ends.
  func lend(_ numbers: [Double]) -> UnsafePointer<Double> {
    let copy = UnsafeMutablePointer<Double>.allocate(capacity: max(1, numbers.count))
    for (index, number) in numbers.enumerated() { copy[index] = number }
    lists.append(copy)
    return UnsafePointer(copy)
  }

  /// A text from a library.
  ///
  /// - Parameters:
  ///   - pointer: where it is
  ///   - what: what messages call it
  /// - Returns: the text; `nil` if it is not UTF-8 or there is none, which is noted
  func text(_ pointer: UnsafePointer<CChar>?, _ what: String) -> String? {
    guard let pointer else {
      misuse("hands over NULL as \(what)")
      return nil
    }
    guard let text = String(validatingCString: pointer) else {
      badData("\(what) is not UTF-8: '\(String(cString: pointer).excerpt)'")
      return nil
    }
    return text
  }

  /// A text from a library that is a line for messages and tables.
  ///
  /// - Parameters:
  ///   - pointer: where it is
  ///   - what: what messages call it
  /// - Returns: the text; `nil` if it is empty or has several lines, too, which is noted
  func line(_ pointer: UnsafePointer<CChar>?, _ what: String) -> String? {
    guard let text = text(pointer, what) else { return nil }
    if !text.isEmpty, !text.contains(where: \.isNewline) { return text }
    badData("\(what) must be a line of text, not '\(text.excerpt)'")
    return nil
  }

  /// Adds a file of the data set.
  ///
  /// - Returns: whether it was accepted
  func add(file path: UnsafePointer<CChar>?) -> Bool {
    guard files != nil else {
      misuse("names a file, which only 'files' can")
      return false
    }
    guard let path = text(path, "a path") else { return false }
    let settings = settings.paths
    guard settings.contains(path) || settings.contains(FileSystem.folder(of: path)) else {
      // An archive could not contain it, and nothing would lead to it.
      misuse(
        "names '\(path.excerpt)', which is neither the value of a setting that is a path nor lies in "
          + "a folder that one names")
      return false
    }
    files?.append(path)
    return true
  }
}
