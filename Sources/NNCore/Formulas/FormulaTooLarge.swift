/// A formula needs more intermediate results at once than a program can have.
struct FormulaTooLarge: Error {
  /// What is wrong and what to do.
  let message = "the formula has too many intermediate results; make it simpler"
}
