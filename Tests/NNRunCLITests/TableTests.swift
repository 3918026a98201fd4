import Testing

@testable import NNRunCLI

@Suite("Tables")
struct TableTests {
  private let table: Table = {
    var table = Table(rightAligned: [0])
    table.add("1", "one", "a few words that take a line and a half")
    table.add("22", "two")
    table.add("333", "three", "an-unusually-long-word-without-any-space and more")
    return table
  }()

  @Test("Columns are aligned, with two spaces between them")
  func alignment() {
    #expect(
      table.text == """
          1  one    a few words that take a line and a half
         22  two
        333  three  an-unusually-long-word-without-any-space and more
        """)
    #expect(table.text(width: nil) == table.text)
    #expect(table.text(width: 200) == table.text)
    #expect(Table().text(width: 80) == "")
  }

  @Test("The last column continues below itself, and words are not broken")
  func wrapping() {
    #expect(
      table.text(width: 40) == """
          1  one    a few words that take a line
                    and a half
         22  two
        333  three  an-unusually-long-word-without-any-space
                    and more
        """)
  }

  @Test("A column with too little space is not wrapped")
  func narrow() {
    #expect(table.text(width: 30) == table.text)
  }
}
