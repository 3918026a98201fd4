import TestSupport
import Testing

@Suite("nnrun plugins")
struct PluginsCommandTests {
  private let kinds = ["activation", "loss", "loader", "initializer", "optimizer", "schedule"]

  @Test("All kinds are listed")
  func listing() throws {
    let sandbox = try Sandbox()
    let parts = try kinds.map { try sandbox.nnrun("plugins", $0).output }
    for (kind, part) in zip(kinds, parts) { #expect(part.hasPrefix("\(kind)\n  "), "\(kind)") }
    expect(try sandbox.nnrun("plugins"), output: parts.joined(separator: "\n"))
  }

  @Test("A plugin is shown with its parameters")
  func onePlugin() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("plugins", "activation", "leaky_relu"),
      output: """
        activation
          leaky_relu  max(z, slope * z); the derivative at 0 is 1
            slope     the derivative for negative z; a number of at least 0 and below 1, default 0.01

        """)
  }

  @Test("A plugin that is a formula is shown with its derivative")
  func formula() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("plugins", "activation", "elu"),
      output: """
        activation
          elu      where(z > 0, z, alpha * (exp(z) - 1))
                   df/dz = where(z > 0, 1, alpha * exp(z))
            alpha  minus the limit for z far below 0; a positive number, default 1.0

        """)
    let formula = try sandbox.nnrun("plugins", "activation", "formula").output
    #expect(formula.contains("NAME   a number that the formula refers to as NAME"))
  }

  @Test("A default that is a punctuation mark is in quotes")
  func quotedDefault() throws {
    let listing = try Sandbox().nnrun("plugins", "loader", "csv").output
    #expect(listing.contains("a word, default ','\n"), "\(listing)")
    #expect(listing.contains(", default none\n"), "\(listing)")
  }

  @Test("A plugin is found by its alias")
  func alias() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("plugins", "loss", "mse"),
      output: """
        loss
          squared_error  sum of (a - y)^2 over the output neurons (also mse)

        """)
  }

  @Test("With --json there is one object")
  func json() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("plugins", "activation", "leaky_relu", "--json"),
      output: """
        {"activation":[{"name":"leaky_relu","aliases":[],"summary":"max(z, slope * z); the derivative at 0 is 1",\
        "parameters":[{"name":"slope","type":"a number of at least 0 and below 1",\
        "required":false,"default":0.01,"summary":"the derivative for negative z"}]}]}

        """)
    let all = try sandbox.nnrun("plugins", "--json")
    for kind in kinds {
      #expect(all.output.contains("\"\(kind)\":[{\"name\":"), "\(kind)")
    }
  }

  @Test(
    "An unknown name is a usage error",
    arguments: [
      (["activations"], "unknown kind 'activations'; did you mean 'activation'?"),
      (
        ["colour"],
        "unknown kind 'colour'; there are activation, loss, loader, initializer, optimizer, schedule"
      ),
      (
        ["relu"],
        "'relu' is a plugin, not a kind of plugins; write 'nnrun plugins activation relu'"
      ),
      (
        ["npz"],
        "'npz' is a plugin, not a kind of plugins; write 'nnrun plugins loader npz' or 'nnrun plugins "
          + "initializer npz'"
      ),
      (["activation", "rleu"], "unknown activation 'rleu'; did you mean 'relu'?"),
      (["loss", "nothing"], "unknown loss 'nothing'; there are "),
    ])
  func unknown(arguments: [String], message: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(["plugins"] + arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("error: \(message)"), "\(result.errors)")
  }
}
