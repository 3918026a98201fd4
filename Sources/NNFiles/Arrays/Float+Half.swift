extension Float {
  /// The number that 16 bits represent in IEEE 754's binary16, which `Float` can represent, too.
  init(half bits: UInt16) {
    let magnitude = UInt32(bits & 0x7FFF) << 13
    // The bias of exponents is 127 instead of 15; infinity and NaN have the greatest exponent.
    let number =
      bits & 0x7C00 == 0x7C00
      ? Float(bitPattern: magnitude | 0x7F80_0000) : Float(bitPattern: magnitude) * 0x1p112
    self = Float(bitPattern: number.bitPattern | UInt32(bits & 0x8000) << 16)
  }
}
