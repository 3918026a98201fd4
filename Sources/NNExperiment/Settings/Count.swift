/// A number of things as messages say it: `1 class`, `3 classes`.
func count(_ number: Int, _ one: String, _ several: String) -> String {
  "\(number) \(number == 1 ? one : several)"
}
