import NNCore
import NNData

/// An image with one value for each pixel.
public struct Picture: Sendable, Equatable {
  /// The number of rows of pixels.
  public let height: Int
  /// The number of pixels in a row.
  public let width: Int
  /// The pixels, row after row, from 0 for the smallest to 1 for the largest value in the image.
  public let pixels: [Double]

  /// A picture of an image with these values, row after row.
  init(height: Int, width: Int, values: [Double]) {
    precondition(values.count == height * width, "the number of values is not that of the pixels")
    self.height = height
    self.width = width
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 0)
    let range = greatest - least
    pixels = values.map { range > 0 ? ($0 - least) / range : 0 }
  }

  /// The picture of a sample; `nil` if samples are not images.
  init?(_ samples: Samples, sample: Int) {
    guard let size = samples.inputs.imageSize else { return nil }
    self.init(
      height: size.height, width: size.width, values: samples.inputValues(of: sample))
  }
}
