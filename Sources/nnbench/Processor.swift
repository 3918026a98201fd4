import NNCore
import NNExperiment
import NNFiles

/// The processor of a machine.
struct Processor {
  /// The model; `unknown` on systems that do not say.
  let model: String
  /// The number of logical processors that a program may use.
  let count: Int
  /// The size of the second-level cache in bytes; `nil` on systems that do not say.
  let secondLevelCache: Int?

  /// The one that this program runs on.
  static var current: Processor {
    Processor(
      model: Machine.cpuModel, count: WorkerPool.processorCount,
      secondLevelCache: secondLevelCacheOfLinux)
  }

  private static var secondLevelCacheOfLinux: Int? {
    // Index 0 and 1 are those of the first level, for data and for instructions.
    let path = "/sys/devices/system/cpu/cpu0/cache/index2/size"
    guard let bytes = try? File.read(path, limit: 64) else { return nil }
    return size(String(decoding: bytes, as: UTF8.self))
  }

  /// The number of bytes that Linux writes as `1024K`; `nil` if it is something else.
  static func size(_ text: String) -> Int? {
    let text = text.prefix { !$0.isNewline }
    guard text.last == "K", let kilobytes = Int(text.dropLast()) else { return nil }
    return kilobytes * 1024
  }
}
