import CNNPlugin
import NNConfig
import NNFiles

/// Reads what a library says about its plugins; nothing of it is trusted.
struct LibraryReader {
  /// The path of the library.
  let path: String
  /// Where the plugins come from.
  let origin: PluginOrigin

  private static let maximumCount: Int32 = 1000

  /// The plugins of a kind.
  ///
  /// - Parameters:
  ///   - list: where the library has them
  ///   - count: how many there are
  ///   - kind: what their kind is called: `loader`
  ///   - about: what all plugins have
  ///   - lacks: a required function that one lacks; `nil` if it has all
  ///   - readsFiles: whether functions of the kind can read files
  ///   - further: the settings that all plugins of the kind have besides their own
  ///   - make: makes the component of a plugin
  /// - Returns: the plugins
  /// - Throws: `PluginLibraryError` if something about them is wrong
  func plugins<Entry, Component>(
    _ list: UnsafePointer<Entry>?, _ count: Int32, kind: String,
    about: (Entry) -> nnrun_about, lacks: (Entry) -> String?, readsFiles: Bool = false,
    further: [Parameter] = [],
    make: @escaping @Sendable (Entry, LibraryInstance) throws(ExperimentError) -> Component
  ) throws(PluginLibraryError) -> [Plugin<Component>] {
    var plugins: [Plugin<Component>] = []
    for (index, entry) in try elements(list, count, "plugins of the kind '\(kind)'").enumerated() {
      let owner = "its \(kind) \(index + 1)"
      let about = about(entry)
      let name = try name(about.name, "the name of \(owner)")
      let plugin = LibraryPluginName(library: path, kind: kind, name: name)
      if let function = lacks(entry) {
        throw invalid("its \(kind) '\(name)' has no function '\(function)'")
      }
      let own = try parameters(about, of: "its \(kind) '\(name)'", besides: further.map(\.name))
      if !readsFiles, own.contains(where: { if case .path = $0.kind { true } else { false } }) {
        throw invalid(
          "its \(kind) '\(name)' has a parameter that is a path, but only loaders and initializers "
            + "can read files")
      }
      // The library is never unloaded, so what it describes stays where it is.
      let described = Described(entry: entry, about: about)
      let label = "\(kind) '\(name)'"
      var made = Plugin<Component>(
        name, summary: try line(about.summary, "the summary of its \(label)"),
        formula: try optionalText(about.formula, "the formula of its \(label)"),
        derivative: try optionalText(about.derivative, "the derivative of its \(label)"),
        source: try optionalText(about.source, "the source of its \(label)"),
        example: try about.example == nil
          ? nil : line(about.example, "the example of its \(label)"),
        parameters: own + further
      ) { options throws(ExperimentError) in
        let settings = LibrarySettings(options, of: own)
        return try make(
          described.entry, LibraryInstance(described.about, plugin, settings))
      }
      made.origin = origin
      plugins.append(made)
    }
    return plugins
  }

  /// A plugin as its library describes it, in constants that any thread may read.
  private struct Described<Entry>: @unchecked Sendable {
    let entry: Entry
    let about: nnrun_about
  }

  /// An error in what the library says.
  private func invalid(_ text: String) -> PluginLibraryError { .invalid(path, text) }

  private func elements<Element>(
    _ list: UnsafePointer<Element>?, _ count: Int32, _ what: String
  ) throws(PluginLibraryError) -> UnsafeBufferPointer<Element> {
    guard (0...Self.maximumCount).contains(count) else {
      throw invalid("it says that there are \(count) \(what)")
    }
    if count > 0, list == nil { throw invalid("it has \(count) \(what), at NULL") }
    return UnsafeBufferPointer(start: list, count: Int(count))
  }
}

// Texts.
extension LibraryReader {
  private func text(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(PluginLibraryError) -> String {
    guard let pointer else { throw invalid("\(what) is missing") }
    guard let text = String(validatingCString: pointer) else {
      throw invalid("\(what) is not UTF-8: '\(String(cString: pointer).excerpt)'")
    }
    return text
  }

  private func optionalText(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(PluginLibraryError) -> String? {
    guard pointer != nil else { return nil }
    return try text(pointer, what)
  }

  /// A text in one line.
  private func line(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(PluginLibraryError) -> String {
    let text = try text(pointer, what)
    guard !text.isEmpty, !text.contains(where: \.isNewline) else {
      throw invalid("\(what) must be a line of text, not '\(text.excerpt)'")
    }
    return text
  }

  /// The name of a plugin or parameter.
  private func name(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(PluginLibraryError) -> String {
    let name = try text(pointer, what)
    let letters = "abcdefghijklmnopqrstuvwxyz"
    guard let first = name.first, letters.contains(first), name.count <= 64,
      name.allSatisfy({ "\(letters)0123456789_".contains($0) })
    else {
      throw invalid(
        "\(what) must be lower-case letters, digits and underscores, beginning with a letter, not "
          + "'\(name.excerpt)'")
    }
    return name
  }
}

// Parameters.
extension LibraryReader {
  private func parameters(
    _ about: nnrun_about, of owner: String, besides others: [String]
  ) throws(PluginLibraryError) -> [Parameter] {
    var parameters: [Parameter] = []
    for parameter in try elements(
      about.parameters, about.parameter_count, "parameters of \(owner)")
    {
      let name = try name(parameter.name, "the name of a parameter of \(owner)")
      let taken = others + ["name", "loader", "sha256"] + parameters.map(\.name)
      if taken.contains(name) {
        throw invalid("the name of the parameter '\(name)' of \(owner) is taken")
      }
      parameters.append(try self.parameter(parameter, name, "'\(name)' of \(owner)"))
    }
    return parameters
  }

  private func parameter(
    _ parameter: nnrun_parameter, _ name: String, _ label: String
  ) throws(PluginLibraryError) -> Parameter {
    let kind = try kind(parameter, label)
    let text = try optionalText(parameter.default_value, "the default of \(label)")
    let value = try text.map { text throws(PluginLibraryError) in
      if case .path = kind { throw invalid("\(label) is a path, which cannot have a default") }
      do throws(ExperimentError) {
        let source = SourceText(override: 1, text: text)
        return try ValueReader.read(
          try YAMLParser.parse(text, source: source), as: kind, label: "the default of \(label)")
      } catch {
        throw invalid(error.diagnostics.map(\.message).joined(separator: "; "))
      }
    }
    let isRequired = value == nil && parameter.optional == 0
    // Of optional files, the bytes alone do not tell which of them are there.
    let isOptionalFile = if case .path = kind { !isRequired } else { false }
    return Parameter(
      name, kind, default: value, isRequired: isRequired, isNamedInIdentity: isOptionalFile,
      summary: try line(parameter.summary, "the summary of \(label)"))
  }

  private func kind(
    _ parameter: nnrun_parameter, _ label: String
  ) throws(PluginLibraryError) -> Parameter.Kind {
    let interval = try optionalText(parameter.range, "the range of \(label)").map {
      text throws(PluginLibraryError) in
      guard let interval = Interval(notation: text) else {
        throw invalid(
          "the range of \(label) must be written as '[0, 1)' or '(0, inf)', not '\(text.excerpt)'")
      }
      return interval
    }
    if interval != nil, ![NNRUN_NUMBER, NNRUN_INTEGER, NNRUN_NUMBERS].contains(parameter.type) {
      throw invalid("\(label) has a range, but is not a number")
    }
    switch parameter.type {
    case NNRUN_NUMBER: return .number(interval ?? .finite)
    case NNRUN_NUMBERS: return .list(.number(interval ?? .finite))
    case NNRUN_INTEGER:
      guard let range = (interval ?? .finite).integers else {
        throw invalid("the range of \(label) has no whole numbers")
      }
      return .integer(range)
    case NNRUN_BOOLEAN: return .boolean
    case NNRUN_TEXT: return .text
    case NNRUN_PATH: return .path
    case NNRUN_CHOICE:
      var words: [String] = []
      for choice in try elements(
        parameter.choices, parameter.choice_count, "choices of \(label)")
      {
        words.append(try line(choice, "a choice of \(label)"))
      }
      guard !words.isEmpty else { throw invalid("\(label) has no choices") }
      return .choice(words)
    default: throw invalid("\(label) has the unknown type \(parameter.type.rawValue)")
    }
  }
}
