/// The Linux control group (cgroup) of this process, by which containers and batch systems limit
/// what their processes use together.
enum ControlGroup {
  /// The bytes of memory that the group allows; `nil` if there is no group or no limit.
  ///
  /// - Parameters:
  ///   - membership: the file that lists the groups of the process
  ///   - root: the folder that contains all groups
  /// - Returns: the smallest limit of the group and its ancestors
  static func memoryLimit(
    membership: String = "/proc/self/cgroup", root: String = "/sys/fs/cgroup"
  ) -> Int? {
    guard let bytes = try? File.read(membership, limit: 1 << 16) else { return nil }
    var limits: [Int] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      // `0::/path` in version 2; `4:memory:/path` in version 1.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      if parts[0] == "0", parts[1].isEmpty {
        limits += self.limits(of: parts[2], in: root, file: "memory.max")
      } else if parts[1].split(separator: ",").contains("memory") {
        limits += self.limits(of: parts[2], in: "\(root)/memory", file: "memory.limit_in_bytes")
      }
    }
    return limits.min()
  }

  /// The limits of a group and its ancestors; inside a container, not all of them may be visible.
  private static func limits(of path: Substring, in root: String, file: String) -> [Int] {
    var parts = path.split(separator: "/")[...]
    var limits: [Int] = []
    while true {
      let folder = ([root] + parts.map(String.init)).joined(separator: "/")
      if let bytes = try? File.read("\(folder)/\(file)", limit: 1 << 8) {
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        // `max` means that there is no limit; so does what is not a number.
        if let limit = Int(text) { limits.append(limit) }
      }
      if parts.isEmpty { return limits }
      parts.removeLast()
    }
  }
}
