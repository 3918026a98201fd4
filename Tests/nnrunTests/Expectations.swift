import Foundation
import TestSupport
import Testing

/// Compares the outcome of a command with what is expected.
///
/// Where there are several cases, the label says which one it is.
///
/// Times become `TIME`, the hashes of run folders `HASH`, and the process that trains a run
/// `process PID on HOST since TIME` in the outputs before they are compared.
func expect(
  _ result: CommandResult, status: Int32 = 0, output: String = "", errors: String = "",
  _ label: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let place = label.isEmpty ? "" : "\(label): "
  #expect(result.status == status, "\(place)exit code", sourceLocation: sourceLocation)
  compare(
    withoutVaryingParts(result.output), output, "\(place)standard output",
    sourceLocation: sourceLocation)
  compare(
    withoutVaryingParts(result.errors), errors, "\(place)standard error",
    sourceLocation: sourceLocation)
}

/// Compares texts; a difference is shown line by line.
func compare(
  _ found: String, _ expected: String, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  if found == expected { return }
  Issue.record(
    "\(what) differs (- expected, + found):\n\(lineDifference(from: expected, to: found))",
    sourceLocation: sourceLocation)
}

/// A text with fixed words in the place of what differs from run to run.
func withoutVaryingParts(_ text: String) -> String {
  text.replacing(#/in \d+\.\d+ s\b( \(\d+\.\d+ s in all\))?/#, with: "in TIME s")
    .replacing(#/_seconds(?<between>": ?)[-+.e\d]+/#) { "_seconds\($0.output.between)TIME" }
    .replacing(#/-[0-9a-f]{12}\b/#, with: "-HASH")
    .replacing(#/process \d+ on \S+ since [-:\dTZ]+/#, with: "process PID on HOST since TIME")
}

/// The lines of two texts, marked where they differ.
private func lineDifference(from old: String, to new: String) -> String {
  let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let newLines = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let difference = newLines.difference(from: oldLines)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in difference {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var lines: [String] = []
  var (oldIndex, newIndex) = (0, 0)
  while oldIndex < oldLines.count || newIndex < newLines.count {
    if removed.contains(oldIndex) {
      lines.append("- \(oldLines[oldIndex])")
      oldIndex += 1
    } else if inserted.contains(newIndex) {
      lines.append("+ \(newLines[newIndex])")
      newIndex += 1
    } else {
      lines.append("  \(newLines[newIndex])")
      oldIndex += 1
      newIndex += 1
    }
  }
  return lines.joined(separator: "\n")
}
