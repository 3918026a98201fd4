/// A mistake in the settings of a plugin that is made of formulas.
struct FormulaMistake {
  /// The setting that has to change.
  let setting: String
  /// The formula.
  let text: String
  /// Where the mistake is in the formula: Unicode scalars, counted from 0.
  let part: Range<Int>
  /// What is wrong and what to do.
  let message: String

  /// A mistake in a part of a formula.
  init(setting: String, text: String, part: Range<Int>, message: String) {
    self.setting = setting
    self.text = text
    self.part = part
    self.message = message
  }

  /// A mistake in the whole of a formula.
  init(setting: String, text: String, message: String) {
    self.init(
      setting: setting, text: text, part: 0..<text.unicodeScalars.count, message: message)
  }

  /// A mistake that was found in a formula.
  init(_ error: FormulaError, in setting: String, _ text: String) {
    self.init(setting: setting, text: text, part: error.range, message: error.message)
  }

  /// A mistake that is not in a part of a formula.
  init(setting: String, message: String) {
    self.init(setting: setting, text: "", part: 0..<0, message: message)
  }
}
