import NNFiles

extension Dataset {
  /// What is doubtful about the data, a sentence each, and what to do: what the loader found, and
  /// classes without a test sample.
  public var notes: [String] {
    guard case .classes(let labels)? = test?.targets else { return loaderNotes }
    var isPresent = [Bool](repeating: false, count: preprocessing.classes.count)
    for label in labels { isPresent[Int(label)] = true }
    let missing = zip(preprocessing.classes, isPresent).filter { !$1 }.map(\.0.excerpt)
    if missing.isEmpty { return loaderNotes }
    return loaderNotes + [
      "no test sample is of the \(missing.count == 1 ? "class" : "classes") \(missing.listing), so "
        + "the test set says nothing about \(missing.count == 1 ? "it" : "them")"
    ]
  }
}
