import Foundation
import TestSupport
import Testing

/// A folder in which a test compiles libraries of plugins, and uses them as a user would.
struct LibrarySandbox {
  /// What is in it: the header that nnrun prints, and files of the test.
  let sandbox: Sandbox

  private static let sources = "\(ProjectFiles.root)/Tests/PluginLibraries"
  // Any compiler will do; the package's own are next to swift.
  private static let c = "$(command -v clang || command -v cc)"
  private static let cPlusPlus = "$(command -v clang++ || command -v c++)"

  /// Whether there are compilers. Where they have to be there, `NNRUN_TEST_COMPILERS` is set, and
  /// tests fail without them.
  static let isPossible: Bool = {
    if ProcessInfo.processInfo.environment["NNRUN_TEST_COMPILERS"] != nil { return true }
    let find = "test -n \"\(c)\" && test -n \"\(cPlusPlus)\" && command -v swiftc"
    return (try? Sandbox().shell(find).status) == 0
  }()

  /// A folder with the header and these files.
  init(_ files: [String: String] = [:]) throws {
    sandbox = try Sandbox(files)
    let header = try sandbox.nnrun("plugins", "--header")
    try sandbox.folder.write(header.output, to: "nnrun_plugin.h")
  }

  /// Copies files of `Tests/PluginLibraries`.
  func copy(_ names: String...) throws {
    let copied = try sandbox.run(["cp"] + names.map { "\(Self.sources)/\($0)" } + ["."])
    #expect(copied.status == 0, "\(copied.errors)")
  }

  /// Copies the source of an example, and compiles it by the command that its first comment shows.
  func build(_ source: String) throws {
    try copy(source)
    let mark = "//     "
    let lines = try sandbox.folder.text(source).split(separator: "\n")
    var command = lines.drop { !$0.hasPrefix(mark) }.prefix { $0.hasPrefix(mark) }
      .map { $0.dropFirst(mark.count) }.joined(separator: "\n")
    // A warning would be a bad example.
    for (name, compiler) in [("cc ", Self.c), ("c++ ", Self.cPlusPlus)]
    where command.hasPrefix(name) {
      command = "\(compiler) -Wall -Wextra -Werror \(command.dropFirst(name.count))"
    }
    let built = try sandbox.shell(command)
    #expect(built.status == 0 && built.errors == "", "\(command): \(built.errors)")
  }

  /// Compiles `bad.c` as `libbad.so`.
  ///
  /// - Parameter parts: what is defined, each part as `NAME=text`
  /// - Throws: an error if files cannot be copied
  func buildBad(_ parts: [String]) throws {
    try copy("bad/bad.c", "bad/bad.yaml")
    let definitions = parts.map { "'-D\($0)' " }.joined()
    let built = try sandbox.shell(
      "\(Self.c) -w -shared -fPIC \(definitions) -o libbad.so bad.c -lm")
    #expect(built.status == 0, "\(parts): \(built.errors)")
  }
}
