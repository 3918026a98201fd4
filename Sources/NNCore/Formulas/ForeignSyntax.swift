/// What other languages have, and what a formula has instead.
enum ForeignSyntax {
  /// Operators and other signs, each before those with which it begins.
  static let symbols = [
    (".*", "'*'"), ("./", "'/'"), (".^", "'^'"), ("**", "'^' for powers"), ("//", "'floor(a / b)'"),
    ("===", "'=='"), ("!==", "'!='"),
    ("+=", "only the new value, as 'w + ...'"), ("-=", "only the new value, as 'w - ...'"),
    ("*=", "only the new value, as 'w * ...'"), ("/=", "only the new value, as 'w / ...'"),
    ("<>", "'!='"), ("=<", "'<='"), ("=>", "'>='"),
    ("&&", "a product of comparisons for 'and'"), ("&", "a product of comparisons for 'and'"),
    ("||", "'max' of two comparisons for 'or'"), ("|", "'abs(...)' for the absolute value"),
    ("?", "'where(condition, a, b)'"), ("%", "'a - b * floor(a / b)' for a remainder"),
    ("\u{2212}", "'-'"), ("\u{2013}", "'-'"), ("\u{00B7}", "'*'"), ("\u{00D7}", "'*'"),
    ("\u{22C5}", "'*'"), ("\u{2217}", "'*'"), ("\u{00F7}", "'/'"), ("\u{00B2}", "'^2'"),
    ("\u{00B3}", "'^3'"), ("\u{221A}", "'sqrt(...)'"), ("\u{03C0}", "'pi'"), ("\u{2264}", "'<='"),
    ("\u{2265}", "'>='"), ("\u{2260}", "'!='"),
  ]

  /// What to write instead of a character with which no operator begins.
  static func remedy(for character: Unicode.Scalar) -> String? {
    switch character {
    case "=": "write '==' to compare, and no name before what is computed"
    case "\\": "functions are written as 'tanh(x)'"
    case "!": "write '!=' or '1 - ...'"
    case "[", "]", "{", "}": "use round brackets"
    default: nil
    }
  }

  /// What to write instead of a word that is an operator or a constant.
  static func remedy(forWord word: String) -> String? {
    switch word.lowercased() {
    case "and": "write a product of comparisons, '(a < b) * (b < c)'"
    case "or": "write 'max' of two comparisons"
    case "not": "write '1 - ...'"
    case "if", "then", "else": "write 'where(condition, a, b)'"
    case "mod": "write 'a - b * floor(a / b)'"
    case "e": "write 'exp(x)' for e^x"
    case "true": "write '1'"
    case "false": "write '0'"
    default: nil
    }
  }

  /// What to write instead of a function.
  static func remedy(forFunction name: String) -> String? {
    switch name {
    case "ln", "log_e": "write 'log(x)'"
    case "log2", "log10": "write 'log(x) / log(\(name.dropFirst(3)))'"
    case "pow", "power": "write 'x ^ y'"
    case "sqr", "square": "write 'x ^ 2'"
    case "relu": "write 'max(x, 0)'"
    case "maximum", "fmax": "write 'max(a, b)'"
    case "minimum", "fmin": "write 'min(a, b)'"
    case "clip", "clamp": "write 'min(max(x, a), b)'"
    case "if", "iff", "select", "ifelse", "cond": "write 'where(condition, a, b)'"
    case "fabs", "absolute": "write 'abs(x)'"
    case "tan": "write 'sin(x) / cos(x)'"
    case "logistic", "expit": "write 'sigmoid(x)'"
    case "erfc": "write '1 - erf(x)'"
    case "ceil": "write '-floor(-x)'"
    case "round": "write 'floor(x + 0.5)'"
    case "sgn": "write 'sign(x)'"
    case "log1p": "write 'log(1 + x)'"
    case "expm1": "write 'exp(x) - 1'"
    default: nil
    }
  }
}
