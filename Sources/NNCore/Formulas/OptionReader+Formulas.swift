import NNConfig

extension OptionReader {
  /// Makes a component of formulas that the experiment has.
  ///
  /// - Throws: `ExperimentError` at a mistake in them
  func make<Component>(
    _ make: () throws(FormulaMistakes) -> Component
  ) throws(ExperimentError) -> Component {
    do {
      return try make()
    } catch {
      throw ExperimentError(error.all.flatMap { invalid($0).diagnostics })
    }
  }

  /// Makes a component of a built-in formula.
  ///
  /// - Parameters:
  ///   - name: the plugin's name
  ///   - make: makes it
  /// - Returns: the component
  /// - Throws: `ExperimentError` if the formula has no finite value, which is the only mistake that
  ///   is left: the numbers that it names are the experiment's
  func make<Component>(
    _ name: String, _ make: () throws(FormulaMistakes) -> Component
  ) throws(ExperimentError) -> Component {
    do {
      return try make()
    } catch {
      throw invalid(
        "the numbers of \(name) are too large or too small: in '\(error.all[0].text.onOneLine)', "
          + error.all[0].message)
    }
  }

  /// A mistake as an error at its place in the experiment.
  private func invalid(_ mistake: FormulaMistake) -> ExperimentError {
    mistake.text.isEmpty
      ? invalid(mistake.setting, mistake.message)
      : invalid(mistake.setting, part: mistake.part, of: mistake.text, mistake.message)
  }

  /// The numbers that are set beside a formula.
  ///
  /// - Parameter variables: the names that mean something else
  /// - Returns: names and values
  /// - Throws: `ExperimentError` if a name cannot be used in a formula
  func formulaNumbers(besides variables: [FormulaVariable]) throws(ExperimentError)
    -> FormulaNumbers
  {
    let mistakes = namesByUser.compactMap { name -> ExperimentError? in
      if !FormulaNames.isName(name) {
        return invalid(
          name,
          "'\(name)' cannot be used in a formula; names have letters from a to z, small or "
            + "capital, digits and '_', and do not begin with a digit")
      }
      if FormulaNames.hasMeaning(name, among: variables) {
        return invalid(name, "'\(name)' already has a meaning in the formula; choose another name")
      }
      return nil
    }
    guard mistakes.isEmpty else { throw ExperimentError(mistakes.flatMap(\.diagnostics)) }
    return namesByUser.map { (name: $0, value: number($0)) }
  }
}
