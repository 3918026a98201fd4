import NNFiles
import Testing

@Suite("Number buffers")
struct NumberBufferTests {
  @Test("All numbers are kept while the buffer grows", arguments: [0, 1, 511, 512, 513, 100_000])
  func growth(count: Int) throws {
    var buffer = NumberBuffer(owner: "file")
    for number in 0..<count { try buffer.append(Double(number)) }
    let found = buffer.count
    #expect(found == count)
    buffer.numbers.indices.forEach { buffer.numbers[$0] += 0.5 }
    let storage = buffer.takeStorage()
    #expect(!storage.isMapped)
    #expect(
      Array(storage.bytes.bindMemory(to: Double.self)) == (0..<count).map { Double($0) + 0.5 })
    let rest = buffer.count
    #expect(rest == 0)
  }

  @Test("The buffer starts empty when its numbers have been taken")
  func taken() throws {
    var buffer = NumberBuffer(owner: "file")
    try buffer.append(1)
    let first = buffer.takeStorage()
    try buffer.append(2)
    let second = buffer.takeStorage()
    #expect(first.bytes.load(as: Double.self) == 1)
    #expect(second.bytes.load(as: Double.self) == 2)
    #expect(first.bytes.count == 8 && second.bytes.count == 8)
  }

  @Test("Rows become wider in place", arguments: [(0, 3), (1, 3), (7, 3), (1000, 3), (1000, 40)])
  func rowsBecomeWider(rows: Int, width: Int) throws {
    var buffer = NumberBuffer(owner: "file")
    for number in 0..<3 * rows { try buffer.append(Double(number)) }
    try buffer.widenRows(from: 3, to: width) { row, wide in
      wide.update(repeating: -1)
      for column in 0..<3 { wide[width - 1 - column] = row[column] }
    }
    let found = Array(buffer.numbers)
    let expected = (0..<rows).flatMap { row in
      [Double](repeating: -1, count: width - 3) + [2, 1, 0].map { Double(3 * row + $0) }
    }
    #expect(found == expected)
    try buffer.append(5)
    #expect(buffer.numbers.last == 5)
  }

  @Test("Rows and columns are removed in place")
  func removal() throws {
    var buffer = NumberBuffer(owner: "file")
    for number in 0..<12 { try buffer.append(Double(number)) }
    buffer.removeLast(0)
    buffer.keepRows([0, 2, 3], width: 3)
    #expect(Array(buffer.numbers) == [0, 1, 2, 6, 7, 8, 9, 10, 11])
    buffer.removeColumns([1], width: 3)
    #expect(Array(buffer.numbers) == [0, 2, 6, 8, 9, 11])
    buffer.removeLast(2)
    #expect(Array(buffer.numbers) == [0, 2, 6, 8])
    try buffer.append(5)
    #expect(Array(buffer.numbers) == [0, 2, 6, 8, 5])
    buffer.keepRows([], width: 1)
    #expect(buffer.count == 0)
    var empty = NumberBuffer(owner: "file")
    empty.keepRows([], width: 3)
    empty.removeColumns([0], width: 3)
    #expect(empty.count == 0)
  }
}
