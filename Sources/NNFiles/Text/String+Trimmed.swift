extension String {
  /// The text without leading and trailing spaces and tabs.
  package var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let bytes = utf8
    guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else {
      return self
    }
    let rest = bytes.drop(while: isSpace)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: isSpace).count)) ?? self
  }
}
