import Synchronization

/// Values that are made once for each key, even if several threads ask for one at the same time.
final class SharedValues<Value: Sendable>: Sendable {
  /// The place of a value. The thread that makes the value holds the lock, and the others wait for
  /// it.
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let slots = Mutex<[String: Slot]>([:])

  /// A collection without values.
  init() {}

  /// The value of a key, made now if there is none.
  ///
  /// - Parameters:
  ///   - key: what the value depends on
  ///   - make: makes the value; must not ask for the same key
  /// - Returns: the value, which is kept
  /// - Throws: what `make` throws; then nothing is kept, and the next caller tries again
  func value(for key: String, make: () throws -> Value) throws -> Value {
    let slot = slots.withLock { slots in
      if let slot = slots[key] { return slot }
      let slot = Slot()
      slots[key] = slot
      return slot
    }
    return try slot.value.withLock { value in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }

  /// Removes the value of a key: whoever asks for it next makes it again.
  func remove(_ key: String) { slots.withLock { $0[key] = nil } }
}
