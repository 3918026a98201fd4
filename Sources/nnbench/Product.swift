/// The matrix products of training.
enum Product: String, CaseIterable {
  case forward
  case backward
  case gradient
  case forwardOfLists = "forward of lists"
  case gradientOfLists = "gradient of lists"
}
