/// The mistakes in the settings of a plugin that is made of formulas.
struct FormulaMistakes: Error {
  /// The mistakes; never empty.
  let all: [FormulaMistake]

  init(_ all: [FormulaMistake]) {
    precondition(!all.isEmpty)
    self.all = all
  }

  init(_ mistake: FormulaMistake) {
    all = [mistake]
  }
}
