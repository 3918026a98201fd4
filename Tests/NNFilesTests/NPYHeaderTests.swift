import Testing

@testable import NNFiles

@Suite("NPY headers")
struct NPYHeaderTests {
  @Test(
    "Python dictionaries are read in any order and spacing",
    arguments: [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }          \n",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
      "{\"shape\":(2,3,),\"fortran_order\":False,\"descr\":\"<f4\"}",
      " { 'shape' : ( 2 , 3 ) , 'descr' : '<f4' , 'fortran_order' : False } ",
    ])
  func dictionaries(text: String) {
    #expect(
      NPYHeader(dictionary: text)
        == NPYHeader(descr: "<f4", fortranOrder: false, shape: [2, 3]))
  }

  @Test(
    "Shapes are read and counted",
    arguments: [
      ("()", [], 1), ("(5,)", [5], 5), ("(0,)", [0], 0), ("(2, 3, 4)", [2, 3, 4], 24),
      ("(9223372036854775807, 0)", [Int.max, 0], 0),
      ("(9223372036854775807, 2)", [Int.max, 2], nil),
    ] as [(String, [Int], Int?)])
  func shapes(text: String, shape: [Int], count: Int?) throws {
    let header = try #require(
      NPYHeader(dictionary: "{'descr': '<f8', 'fortran_order': True, 'shape': \(text)}"))
    #expect(header.fortranOrder)
    #expect(header.shape == shape)
    #expect(header.count == count)
  }

  @Test(
    "Anything else is not a header",
    arguments: [
      "", "{}", "[]", "{'descr': '<f4', 'fortran_order': False}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': (1,)}",
      "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
      "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}",
      "{'descr': '<f4', 'fortran_order': false, 'shape': (2,)}",
      "{'descr': <f4, 'fortran_order': False, 'shape': (2,)}",
      "{'descr': '<f4, 'fortran_order': False, 'shape': (2,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': [2]}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2.0,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
      "{'descr': '<f4' 'fortran_order': False, 'shape': (2,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)",
    ])
  func malformed(text: String) {
    #expect(NPYHeader(dictionary: text) == nil)
  }

  @Test("Elements begin at a multiple of 64 bytes", arguments: 0..<70)
  func alignment(dimensions: Int) {
    let header = NPYHeader(
      descr: "<f4", fortranOrder: false, shape: [Int](repeating: 1, count: dimensions))
    let bytes = header.bytes
    #expect(bytes.count % 64 == 0)
    #expect(bytes.last == UInt8(ascii: "\n"))
    #expect(Int(bytes[8]) + (Int(bytes[9]) << 8) == bytes.count - 10)
    #expect(NPYHeader(dictionary: String(decoding: bytes[10...], as: UTF8.self)) == header)
  }
}
