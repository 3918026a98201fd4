/// What a user reads when `body` fails; `nil` if it does not fail.
public func errorText<Result>(_ body: () throws -> Result) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return "\(error)"
  }
}
