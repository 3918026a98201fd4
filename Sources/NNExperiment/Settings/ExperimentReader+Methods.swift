import NNConfig
import NNCore

// Fields that change what training minimizes, or how. After a mistake, which is reported, each has
// its default.
extension ExperimentReader {
  mutating func regularization() -> Regularization {
    guard let options = settings(ExperimentFields.regularization) else { return .none }
    return Regularization(l1: options.number("l1"), l2: options.number("l2"))
  }

  mutating func classWeights() -> ClassWeights {
    let field = ExperimentFields.classWeights
    guard let node = fields.value(field.name) else { return .none }
    do {
      return try field.read(node)
    } catch {
      diagnostics.report(error)
      return .none
    }
  }

  /// The settings of a field; `nil` for none.
  private mutating func settings(_ field: SettingsField) -> OptionReader? {
    guard let node = fields.value(field.name) else { return nil }
    do {
      return try field.read(node)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }
}
