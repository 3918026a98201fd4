extension Double {
  /// A number of seconds as clocks show it: `0:07`, `12:03`, `1:02:03`.
  var clockText: String {
    let days = self / 86_400
    // Infinite if the rate is 0.
    guard days < 100 else { return "months" }
    if days >= 2 { return "\(Int(days)) days" }
    let seconds = Int(rounded(.up))
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let start = hours == 0 ? "\(minutes)" : "\(hours):\(twoDigits(minutes))"
    return "\(start):\(twoDigits(seconds % 60))"
  }
}
