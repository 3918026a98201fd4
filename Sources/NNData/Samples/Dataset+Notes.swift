import NNFiles

extension Dataset {
  /// Warnings about the data, a sentence each: those of the loader, and those about classes without
  /// validation or test samples.
  package var notes: [String] {
    loaderNotes + sets.filter { $0.split != .train }.compactMap(noteOnMissingClasses)
  }

  private func noteOnMissingClasses(in split: Split, _ samples: Samples) -> String? {
    guard case .classes(let labels) = samples.targets else { return nil }
    var isPresent = [Bool](repeating: false, count: preprocessing.classes.count)
    for label in labels { isPresent[Int(label)] = true }
    let missing = zip(preprocessing.classes, isPresent).filter { !$1 }.map(\.0)
    if missing.isEmpty { return nil }
    return "the \(split.title) has no samples of \(missing.count == 1 ? "class" : "classes") "
      + "\(missing.quoted.listing), so it says nothing about "
      + (missing.count == 1 ? "it" : "them")
  }
}
