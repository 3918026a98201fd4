import NNFiles

extension Dataset {
  /// Warnings about the data, a sentence each: those of the loader, and one about classes without
  /// test samples.
  package var notes: [String] {
    guard case .classes(let labels)? = test?.targets else { return loaderNotes }
    var isPresent = [Bool](repeating: false, count: preprocessing.classes.count)
    for label in labels { isPresent[Int(label)] = true }
    let missing = zip(preprocessing.classes, isPresent).filter { !$1 }.map(\.0)
    if missing.isEmpty { return loaderNotes }
    return loaderNotes + [
      "the test set has no samples of \(missing.count == 1 ? "class" : "classes") "
        + "\(missing.quoted.listing), so it says nothing about "
        + (missing.count == 1 ? "it" : "them")
    ]
  }
}
