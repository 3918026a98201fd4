import NNFiles

/// The classes of rows, as an array of NumPy has them.
enum NPZLabels {
  /// The indices of classes, which are called 0, 1, ...
  case indices([Int32])
  /// The indices of the names of classes: words, false and true, or -1 and 1.
  case named([Int32], ClassNames)

  /// The names of all classes.
  var classes: [String] {
    switch self {
    case .indices(let indices): (0...(indices.max() ?? 0)).map(String.init)
    case .named(_, let names): names.names
    }
  }

  /// The index of each row's class among those of the training set.
  ///
  /// - Parameters:
  ///   - classes: the names of the training set's classes
  ///   - count: the number of rows, from the first
  ///   - name: what messages call the array
  /// - Returns: the indices
  /// - Throws: `DataError` if a row is of another class
  func indices(in classes: [String], count: Int, name: String) throws(DataError) -> [Int32] {
    let own: [Int32]
    let places: [Int32?]
    switch self {
    case .indices(let indices):
      own = indices
      places = classes.indices.map { classes[$0] == "\($0)" ? Int32($0) : nil }
    case .named(let indices, let names):
      own = indices
      let known = ClassNames(classes)
      places = names.names.map { known.index(of: $0) }
    }
    var found: [Int32] = []
    found.reserveCapacity(count)
    for (row, label) in own.prefix(count).enumerated() {
      guard let index = places.indices.contains(Int(label)) ? places[Int(label)] : nil else {
        throw unknown(label, row: row, name: name, classes: classes)
      }
      found.append(index)
    }
    return found
  }

  private func unknown(
    _ label: Int32, row: Int, name: String, classes: [String]
  ) -> DataError {
    let found =
      switch self {
      case .indices: "\(label)"
      case .named(_, let names): "'\(names.names[Int(label)].excerpt)'"
      }
    let isNumbered = classes.indices.allSatisfy { classes[$0] == "\($0)" }
    return DataError(
      name,
      "row \(row) (from 0) is of class \(found), but the classes of the training set are "
        + (isNumbered ? "0 to \(classes.count - 1)" : classes.quoted.listing))
  }
}

extension NPZLabels {
  /// A class whose index is larger is most likely no class.
  private static let maximumClasses = 1_000_000

  /// Reads the classes of all rows.
  ///
  /// - Parameters:
  ///   - targets: an array of a single column
  ///   - name: what messages call it
  ///   - isDeclared: whether the experiment says that targets are classes
  ///   - remedy: what to do about numbers that are not classes; `nil` if they have to be
  /// - Throws: `DataError` if a target is not a class
  init(
    _ targets: NPYContent, name: String, isDeclared: Bool, remedy: String?
  ) throws(DataError) {
    switch targets {
    case .words(let words): self = try Self.words(words, name: name)
    case .numbers(let array) where array.type == .bool:
      if let row = array.firstNonFinite {
        throw DataError(name, "row \(row) (from 0) is not a truth value")
      }
      self = .named(array.doubles.map { Int32($0) }, ClassNames(["false", "true"]))
    case .numbers(let array):
      let isOfSigns =
        (0..<array.count).allSatisfy { abs(array.double(at: $0)) == 1 }
        && (0..<array.count).contains { array.double(at: $0) < 0 }
      if isOfSigns, isDeclared {
        self = .named(array.doubles.map { $0 < 0 ? 0 : 1 }, ClassNames(["-1", "1"]))
        return
      }
      let advice =
        remedy.map { isOfSigns ? "if -1 and 1 are classes, set 'task: classification'; \($0)" : $0 }
      self = .indices(try Self.indices(array, name: name, remedy: advice))
    }
  }

  private static func indices(
    _ targets: StoredArray, name: String, remedy: String?
  ) throws(DataError) -> [Int32] {
    var classes: [Int32] = []
    classes.reserveCapacity(targets.count)
    for row in 0..<targets.count {
      let value = targets.double(at: row)
      guard let label = Int(exactly: value), (0..<maximumClasses).contains(label) else {
        let found = Int(exactly: value).map { "\($0)" } ?? "\(value)"
        throw DataError(
          name,
          "row \(row) (from 0) is \(found), which is not the index of a class"
            + (remedy.map { "; \($0)" } ?? ""))
      }
      classes.append(Int32(label))
    }
    return classes
  }

  private static func words(_ words: StoredWords, name: String) throws(DataError) -> NPZLabels {
    var labels: [Int32] = []
    labels.reserveCapacity(words.count)
    var numbers: [String: Int32] = [:]
    for row in 0..<words.count {
      guard let word = words.word(at: row), !word.isEmpty else {
        let problem = words.word(at: row) == nil ? "is not text" : "is empty"
        throw DataError(name, "row \(row) (from 0) \(problem); save the name of its class")
      }
      let label = numbers[word] ?? Int32(numbers.count)
      if label == numbers.count {
        guard numbers.count < maximumClasses else {
          throw DataError(name, "has more than \(maximumClasses) different words")
        }
        numbers[word] = label
      }
      labels.append(label)
    }
    let names = ClassNames(numbers.keys)
    var places = [Int32](repeating: 0, count: numbers.count)
    for (place, word) in names.names.enumerated() {
      if let label = numbers[word] { places[Int(label)] = Int32(place) }
    }
    return .named(labels.map { places[Int($0)] }, names)
  }
}
