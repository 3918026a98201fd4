import NNFiles

/// The height and width of images with one value for each pixel.
package struct ImageSize: Sendable, Equatable {
  /// The number of rows of pixels.
  package let height: Int
  /// The number of pixels in a row.
  package let width: Int

  /// The smallest side of what is taken for an image.
  private static let minimumSide = 8

  /// The size of the images in an array: rows x height x width, with further dimensions of 1, or
  /// rows of bytes whose number is a square; `nil` if they are probably no images.
  init?(_ array: StoredArray) { self.init(shape: array.shape, type: array.type) }

  /// The same for an array of this shape and type.
  init?(shape: [Int], type: ElementType) {
    let sides = shape.dropFirst().filter { $0 > 1 }
    switch sides.count {
    case 1 where type == .uint8:
      height = Int(Double(sides[0]).squareRoot())
      width = height
      guard height * width == sides[0] else { return nil }
    case 2: (height, width) = (sides[0], sides[1])
    default: return nil
    }
    guard min(height, width) >= Self.minimumSide else { return nil }
  }
}
