import Foundation
import TestSupport
import Testing

/// nnrun with a library that ends it before any call that changes a file, or lets writes fail.
private struct CrashingSandbox {
  let sandbox: Sandbox
  let arguments: [String]

  /// Trains six iterations with a checkpoint after each, and evaluations between them.
  init() throws {
    sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    arguments = [
      "sums.yaml", "iterations=6", "evaluate_every=2", "dataset.validation_fraction=0.25",
      "--checkpoint-seconds", "0", "--quiet",
    ]
    let build = try sandbox.shell(
      "exec \(Self.compiler) -O1 -shared -fPIC -o crash.so '\(Self.source)' -ldl")
    #expect(build.status == 0, "\(build.errors)")
  }

  private static let source = "\(ProjectFiles.root)/Tests/Crash/crash.c"
  /// Any compiler will do; the package's own is next to swift.
  private static let compiler = "$(command -v clang || command -v cc)"
  static let isPossible: Bool = {
    #if os(Linux)
      let find = "command -v clang || command -v cc"
      return (try? Sandbox().shell(find).status) == 0
    #else
      return false
    #endif
  }()

  /// Trains; `variables` say what the library does.
  func train(_ variables: [String: String] = [:], _ more: String...) throws -> CommandResult {
    let library = ["LD_PRELOAD": sandbox.folder.file("crash.so")]
    return try sandbox.nnrun(
      arguments + more, environment: variables.isEmpty ? [:] : variables.merging(library) { $1 })
  }

  /// The files that a repetition has to reproduce, in one text.
  func results() throws -> String {
    let run = try #require(try sandbox.runs().first)
    #expect(
      try sandbox.folder.names(in: run).sorted() == [
        "SHA256SUMS", "config.yaml", "cost.csv", "metrics.csv", "preprocessing.json",
        "resolved.yaml", "run.json", "validation_predictions.csv", "weights.npz",
      ])
    return try sandbox.folder.text("\(run)/SHA256SUMS")
  }

  func forget() throws { try sandbox.folder.remove("runs") }

  /// How many calls change files, from nothing to a complete run.
  func countCalls() throws -> Int {
    _ = try train(["CALLS": sandbox.folder.file("calls")])
    let text = try sandbox.folder.text("calls")
    return try #require(Int(text.filter(\.isNumber)))
  }
}

@Suite(
  "A run that is cut off at any instant",
  .enabled(if: CrashingSandbox.isPossible, "needs a C compiler, and Linux"))
struct CrashTests {
  /// Killed before each call that changes a file, and then again in the run that resumes.
  @Test("A run that is killed before any file operation resumes to the same bytes")
  func killed() throws {
    let sandbox = try CrashingSandbox()
    let calls = try sandbox.countCalls()
    #expect(calls > 50)
    let expected = try sandbox.results()
    for call in 1...calls {
      try sandbox.forget()
      let crash = try sandbox.train(["CRASH_AT": "\(call)"])
      #expect(crash.status == -SIGKILL, "call \(call)")
      // Again at another call, the same one in each run of this test.
      _ = try sandbox.train(["CRASH_AT": "\(1 + call * 7 % 40)"])
      let end = try sandbox.train()
      #expect(end.status == 0 && end.errors == "", "call \(call): \(end.errors)")
      #expect(try sandbox.results() == expected, "call \(call)")
    }
  }

  @Test("A full disk is reported, and the same command resumes to the same bytes")
  func diskFull() throws {
    let sandbox = try CrashingSandbox()
    let calls = try sandbox.countCalls()
    let expected = try sandbox.results()
    for call in 1...calls {
      try sandbox.forget()
      let full = try sandbox.train(["FULL_AT": "\(call)"])
      // Room is not needed for the last calls, which remove files.
      if full.status != 0 {
        #expect(full.status == 74 || full.status == 73, "call \(call): \(full.errors)")
        #expect(full.errors.hasPrefix("error: runs"), "call \(call): \(full.errors)")
        #expect(full.errors.hasSuffix("No space left on device\n"), "call \(call)")
      }
      let end = try sandbox.train()
      #expect(end.status == 0 && end.errors == "", "call \(call): \(end.errors)")
      #expect(try sandbox.results() == expected, "call \(call)")
    }
  }
}
