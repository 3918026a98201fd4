import NNData
import NNFiles

// Data that a function of a library hands over.
extension LibraryCall {
  /// What is known from the training set; `nil`, which is noted, in other functions than `samples`.
  var knowledge: Preprocessing? {
    if let known = data?.known { return known }
    misuse("asks what is known from the training set, which only 'samples' can")
    return nil
  }

  /// What `load` has kept; `nil` if it has kept nothing under the name.
  func kept(_ name: UnsafePointer<CChar>?) -> JSONValue? {
    text(name, "a name").flatMap { knowledge?.loader?[$0] }
  }

  /// Hands something over.
  ///
  /// - Parameters:
  ///   - what: what the function does, for the message if it must not
  ///   - receive: receives it
  /// - Returns: what `receive` returns; `nil` if it throws, which is noted
  func received<Result>(_ what: String, _ receive: (LibraryData) throws -> Result) -> Result? {
    guard let data else {
      misuse("\(what), which only 'load' and 'samples' can")
      return nil
    }
    do {
      return try receive(data)
    } catch let mistake as LibraryDataMistake {
      badData(mistake.text)
    } catch {
      fail(error)
    }
    return nil
  }

  /// Hands a line of text over.
  ///
  /// - Parameters:
  ///   - what: what it is
  ///   - pointer: where it is
  ///   - receive: receives it
  /// - Returns: 0, or 1 if that failed, which is noted
  func receivedText(
    _ what: String, _ pointer: UnsafePointer<CChar>?,
    _ receive: (LibraryData, String) throws -> Void
  ) -> Int32 {
    guard let text = line(pointer, what) else { return 1 }
    return received("hands over \(what)") { try receive($0, text) } == nil ? 1 : 0
  }

  /// Hands numbers over.
  ///
  /// - Parameters:
  ///   - what: what they are
  ///   - count: how many there are
  ///   - pointer: where they are
  ///   - receive: receives them
  /// - Returns: 0, or 1 if that failed, which is noted
  func receivedNumbers(
    _ what: String, _ count: Int, _ pointer: UnsafePointer<Double>?,
    _ receive: (LibraryData, [Double]) throws -> Void
  ) -> Int32 {
    guard let pointer, (1...Self.maximumCount).contains(count) else {
      badData("hands over \(count) numbers\(pointer == nil ? " at NULL" : "")")
      return 1
    }
    let numbers = Array(UnsafeBufferPointer(start: pointer, count: count))
    return received("hands over \(what)") { try receive($0, numbers) } == nil ? 1 : 0
  }

  // No data set has more names than this, or keeps more numbers, and each takes memory.
  private static let maximumCount = 10_000_000

  /// Hands several texts over.
  ///
  /// - Parameters:
  ///   - what: what one of them is
  ///   - count: how many there are
  ///   - pointers: where they are
  ///   - receive: receives them
  /// - Returns: 0, or 1 if that failed, which is noted
  func receivedTexts(
    _ what: String, _ count: Int64, _ pointers: UnsafePointer<UnsafePointer<CChar>?>?,
    _ receive: (LibraryData, [String]) throws -> Void
  ) -> Int32 {
    guard let pointers, (1...Int64(Self.maximumCount)).contains(count) else {
      badData("hands over \(what) \(count) times\(pointers == nil ? ", at NULL" : "")")
      return 1
    }
    var texts: [String] = []
    for index in 0..<Int(count) {
      guard let text = line(pointers[index], what) else { return 1 }
      texts.append(text)
    }
    return received("hands over \(what)") { try receive($0, texts) } == nil ? 1 : 0
  }
}
