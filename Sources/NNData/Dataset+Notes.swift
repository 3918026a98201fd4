import NNFiles

extension Dataset {
  /// What is doubtful about the data, a sentence each, and what to do: what the loader found, and
  /// classes of which there are no samples for training or for testing.
  public var notes: [String] {
    guard case .classes(let labels) = train.targets else { return loaderNotes }
    var notes = loaderNotes
    func note(_ labels: [Int32], _ what: String, _ consequence: String) {
      var isPresent = [Bool](repeating: false, count: preprocessing.classes.count)
      for label in labels { isPresent[Int(label)] = true }
      let missing = zip(preprocessing.classes, isPresent).filter { !$1 }.map(\.0.excerpt)
      if missing.isEmpty { return }
      notes.append(
        "no \(what) sample is of the \(missing.count == 1 ? "class" : "classes") "
          + "\(missing.listing), so \(consequence)")
    }
    note(labels, "training", "the network cannot learn that")
    if case .classes(let labels)? = test?.targets {
      note(labels, "test", "the test set says nothing of that")
    }
    return notes
  }
}
