/// The mistakes in the settings of a plugin that is made of formulas.
struct FormulaMistakes: Error {
  /// The mistakes; never empty.
  let all: [FormulaMistake]

  init(_ all: [FormulaMistake]) {
    precondition(!all.isEmpty)
    self.all = all
  }

  /// A mistake in the whole of a formula, or in a setting that is none.
  init(setting: String, text: String = "", message: String) {
    all = [FormulaMistake(setting: setting, text: text, message: message)]
  }
}
