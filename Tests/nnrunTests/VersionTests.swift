import TestSupport
import Testing

@Suite("nnrun --version")
struct VersionTests {
  @Test func printsTheVersion() throws {
    let folder = try TemporaryFolder()
    let result = try runCommand(
      "\(ProjectFiles.products)/nnrun", ["--version"], in: folder.path)
    #expect(result.status == 0)
    #expect(result.output == "0.1.0\n")
    #expect(result.errors == "")
  }
}
