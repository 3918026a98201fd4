/// Which thread does which parts of some work, as long as it keeps up with the others: each owns
/// consecutive parts, so that what it has in its cache stays there from one time to the next. When
/// it is done with its own, it helps the others.
package struct WorkDivision: Sendable {
  /// The first part of each owner, and at the end the number of parts.
  let starts: [Int]

  /// The number of parts.
  var parts: Int { starts[owners] }
  /// The number of threads that own parts.
  var owners: Int { starts.count - 1 }

  /// Parts of which the first ones belong to the first thread, and so on.
  ///
  /// - Parameter counts: the number of parts of each thread
  init(counts: [Int]) {
    starts = counts.reduce(into: [0]) { starts, count in
      starts.append(starts[starts.count - 1] + count)
    }
  }

  /// Equal parts, as many for each thread as for any other if that is possible.
  init(parts: Int, threads: Int) {
    starts = (0...threads).map { parts * $0 / threads }
  }
}
