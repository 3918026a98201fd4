import Testing

@Suite("nnrun --version")
struct VersionTests {
  @Test func printsTheVersion() throws {
    expect(try Sandbox().nnrun("--version"), output: "0.1.0\n")
  }
}
