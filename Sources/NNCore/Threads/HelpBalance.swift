/// Tells whether a thread is faster with the help of others than it would be alone.
///
/// On a busy machine, a helping thread may be preempted for milliseconds in the middle of a part,
/// for which all others wait. Whether its help outweighs that depends on the tasks: with long ones,
/// the others have something to do in the meantime. So help and waits are added up for a while
/// before they are compared. If help did not pay, the thread works alone for a while, then tries
/// again.
struct HelpBalance {
  typealias Instant = ContinuousClock.Instant

  /// What became of a task on which several threads worked.
  struct Task {
    /// How long the thread did parts itself.
    let work: Duration
    /// How long it then waited for the others to finish theirs.
    let wait: Duration
    /// The number of parts that it did.
    let ownParts: Int
    /// The number of parts.
    let parts: Int
    /// The number of threads that owned parts, the thread itself included.
    let threads: Int
  }

  /// When the thread may be helped again.
  private(set) var aloneUntil: Instant
  private var pause = Duration.zero
  // Sums over the tasks since the last comparison.
  private var elapsed = Duration.zero
  private var waits = Duration.zero
  private var help = Duration.zero

  /// Several times what a system usually lets a process run before it preempts it.
  private static let round = Duration.milliseconds(32)
  private static let maximumPause = Duration.seconds(1)

  /// The thread is helped from now on.
  init(now: Instant) { aloneUntil = now }

  /// Takes a task into account.
  ///
  /// - Parameters:
  ///   - task: what became of it
  ///   - end: when all of its parts were finished
  mutating func record(_ task: Task, end: Instant) {
    elapsed += task.work + task.wait
    waits += task.wait
    help += Self.help(in: task)
    guard elapsed >= Self.round else { return }
    // A part takes less time when one thread does all of them: it has their data in its cache.
    if waits > help * 3 / 4 {
      pause = min(max(pause * 2, elapsed * 4), Self.maximumPause)
      aloneUntil = end + pause
    } else {
      pause = .zero
    }
    (elapsed, waits, help) = (.zero, .zero, .zero)
  }

  /// The time that the thread would have needed for the parts that others did.
  ///
  /// Its own parts tell how long that is, but not if it was preempted itself. The others cannot
  /// have worked for longer than the task took.
  private static func help(in task: Task) -> Duration {
    let most = (task.work + task.wait) * (task.threads - 1)
    guard task.ownParts > 0 else { return most }
    return min(most, task.work * (task.parts - task.ownParts) / task.ownParts)
  }
}
