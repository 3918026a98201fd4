import NNFiles
import Testing

@testable import NNData

@Suite("Images in arrays")
struct ImageSizeTests {
  private func size(_ shape: [Int], _ type: ElementType) -> [Int]? {
    let count = shape.reduce(1, *) * type.size
    let storage = ByteStorage(copying: [UInt8](repeating: 0, count: count))
    return ImageSize(StoredArray(shape: shape, type: type, storage: storage)).map {
      [$0.height, $0.width]
    }
  }

  @Test(
    "Rows of height x width are images, and so are squares of bytes",
    arguments: [
      ([2, 9, 12], .uint8, [9, 12]), ([2, 9, 12], .float32, [9, 12]),
      ([2, 9, 12, 1], .uint8, [9, 12]), ([2, 1, 9, 12], .float64, [9, 12]),
      ([2, 784], .uint8, [28, 28]), ([2, 64], .uint8, [8, 8]),
    ] as [([Int], ElementType, [Int])])
  func images(shape: [Int], type: ElementType, expected: [Int]) {
    #expect(size(shape, type) == expected)
  }

  @Test(
    "Other rows are not",
    arguments: [
      ([784], .uint8), ([2, 784], .float32), ([2, 785], .uint8), ([2, 49], .uint8),
      ([2, 9, 12, 3], .uint8), ([2, 100, 7], .uint8),
    ] as [([Int], ElementType)])
  func others(shape: [Int], type: ElementType) {
    #expect(size(shape, type) == nil)
  }
}
