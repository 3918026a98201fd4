// Texts and settings are those of a user; what is expected was worked out by hand.
extension ForeignCSV {
  /// Programs for statistics.
  static let statistics: [ForeignCSV] = [
    ForeignCSV(
      "R: write.csv",
      """
      "","Sepal.Length","Petal.Length","Species"
      "1",5.1,1.4,"setosa"
      "2",7,4.7,"versicolor"
      "3",6.3,6,"virginica"
      "4",4.9,1.4,"setosa"

      """,
      "target: Species",
      inputs: [0: [1, 5.1, 1.4], 3: [4, 4.9, 1.4]], targets: [0, 1, 2, 0],
      classes: ["setosa", "versicolor", "virginica"],
      notes: [
        "column 1 ('Unnamed: 0') numbers the rows and is an input; to leave it out, set 'exclude: [\"Unnamed: 0\"]'"
      ]),
    ForeignCSV(
      "R: write.csv with row.names = FALSE",
      """
      "Sepal.Length","Petal.Length","Species"
      5.1,1.4,"setosa"
      7,4.7,"versicolor"
      6.3,6,"virginica"

      """,
      "target: Species",
      inputs: [1: [7, 4.7]], targets: [0, 1, 2],
      classes: ["setosa", "versicolor", "virginica"]),
    ForeignCSV(
      "R: write.csv with names of rows and logicals",
      """
      "","mpg","cyl","am"
      "Mazda RX4",21,6,TRUE
      "Mazda RX4 Wag",21,6,TRUE
      "Datsun 710",22.8,4,TRUE
      "Hornet 4 Drive",21.4,6,FALSE
      "Valiant",18.1,6,FALSE

      """,
      "target: mpg",
      messages: [
        ": column 1 ('Unnamed: 0') has words, nearly all of them different: 'Mazda RX4' (line 2)"
      ],
      inputs: [0: [6, 1], 4: [6, 0]], targets: [21, 21, 22.8, 21.4, 18.1]),
    ForeignCSV(
      "R: write.table",
      """
      "mpg" "cyl" "hp"
      "Mazda RX4" 21 6 110
      "Mazda RX4 Wag" 21 6 110
      "Datsun 710" 22.8 4 93
      "Valiant" 18.1 6 105
      "Duster 360" 14.3 8 245

      """,
      "target: last",
      messages: [
        ":1: has text after a closing quote; double any quote inside a value; if columns are separated by spaces, set 'delimiter: whitespace'",
        ": 5 rows cannot be read; if the rows begin with row names, as R's write.table writes them, write the file with row.names = FALSE, or set 'skip_rows: 1' and 'header: none'\n  line 2 has 4 values, but the first row has 3",
        ": column 1 ('0') has words, nearly all of them different: 'Mazda RX4' (line 2)",
      ],
      inputs: [0: [21, 6], 2: [22.8, 4]], targets: [110, 110, 93, 105, 245]),
    ForeignCSV(
      "R: write.table with commas",
      """
      "mpg","cyl","hp"
      "Mazda RX4",21,6,110
      "Datsun 710",22.8,4,93
      "Valiant",18.1,6,105
      "Duster 360",14.3,8,245
      "Merc 240D",24.4,4,62

      """,
      "target: last",
      messages: [
        ": 5 rows cannot be read; if the rows begin with row names, as R's write.table writes them",
        ": column 1 ('0') has words",
      ],
      inputs: [4: [24.4, 4]], targets: [110, 93, 105, 245, 62]),
    ForeignCSV(
      "R: write.csv2 with NA",
      """
      "x";"f";"y"
      1,5;"a";2,25
      2,5;"b";6,25
      NA;"a";1

      """,
      "target: y",
      messages: [
        ":1: has text after a closing quote; double any quote inside a value; if columns are separated by \";\", set 'delimiter: \";\"'",
        "  column 1 ('x') has numbers in another format: '1,5' (line 2), '2,5' (line 3), 'NA' (line 4)",
        "  column 1 ('x') must be a number, not 'NA' (line 4)",
        ": column 2 ('f') has words: 'a' (line 2, 2 times), 'b' (line 3); set 'encode: {onehot: [f]}'",
      ],
      inputs: [0: [1.5, 1, 0], 1: [2.5, 0, 1], 2: [2, 1, 0]], targets: [2.25, 6.25, 1]),
    ForeignCSV(
      "pandas: to_csv with an index and True and False",
      """
      ,x,flag,y
      0,1.5,True,0.1
      1,2.5,False,0.2
      2,3.5,True,0.3
      3,4.5,True,0.4

      """,
      "target: y",
      inputs: [0: [0, 1.5, 1], 1: [1, 2.5, 0]], targets: [0.1, 0.2, 0.3, 0.4],
      notes: [
        "column 1 ('Unnamed: 0') numbers the rows and is an input; to leave it out, set 'exclude: [\"Unnamed: 0\"]'"
      ]),
    ForeignCSV(
      "pandas: to_csv with index=False",
      """
      x,flag,y
      1.5,True,0.1
      2.5,False,0.2
      3.5,True,0.3

      """,
      "target: flag",
      inputs: [0: [1.5, 0.1]], targets: [1, 0, 1],
      classes: ["False", "True"]),
    ForeignCSV(
      "pandas: NaN, written as nothing",
      """
      x,flag,y
      1.5,True,0.1
      ,False,0.2
      3.5,True,0.3
      ,,0.4

      """,
      "target: y",
      messages: [
        ": 2 columns cannot be used as they are\n  column 1 ('x') has no value in 2 of 4 rows (lines 3, 5)\n  column 2 ('flag') is empty (line 5)\n  - set 'missing: median'"
      ],
      inputs: [1: [2.5, 0], 3: [2.5, 1]], targets: [0.1, 0.2, 0.3, 0.4]),
    ForeignCSV(
      "pandas: na_rep=\"NaN\"",
      """
      x,flag,y
      1.5,True,0.1
      NaN,False,0.2
      3.5,True,NaN

      """,
      "target: y",
      messages: [
        "  column 1 ('x') must be a number, not 'NaN' (line 3)\n  column 3 ('y') must be a number, not 'NaN' (line 4)\n  - set 'missing_values: [NaN]' and 'missing: {drop_row: [y], median: [x]}'"
      ],
      inputs: [0: [1.5, 1], 1: [1.5, 0]], targets: [0.1, 0.2]),
    ForeignCSV(
      "pandas: numbers as names of columns",
      """
      0,1,2
      0.0,1.5,3.0
      4.5,6.0,7.5

      """,
      "target: 2",
      inputs: [0: [0, 1.5], 1: [4.5, 6]], targets: [3, 7.5]),
    ForeignCSV(
      "pandas: numbers as names of columns and an index",
      """
      ,0,1,2
      0,0.0,1.5,3.0
      1,4.5,6.0,7.5
      2,9.0,10.5,12.0

      """,
      "target: 2, exclude: \"Unnamed: 0\"",
      inputs: [0: [0, 1.5], 1: [4.5, 6]], targets: [3, 7.5, 12]),
    ForeignCSV(
      "pandas: decimal=\",\" and sep=\";\"",
      """
      x;flag;y
      1,5;True;0,1
      2,5;False;0,2

      """,
      "target: y",
      messages: [
        ": 2 rows cannot be read; if columns are separated by \";\", set 'delimiter: \";\"'\n  line 2 has 3 values, but the first row has 1",
        "  column 1 ('x') has numbers in another format: '1,5' (line 2), '2,5' (line 3)\n  column 3 ('y') has numbers in another format: '0,1' (line 2), '0,2' (line 3)\n  - set 'decimal: \",\"'",
      ],
      inputs: [0: [1.5, 1], 1: [2.5, 0]], targets: [0.1, 0.2]),
    ForeignCSV(
      "pandas: decimal=\",\" with commas between columns",
      """
      x,flag,y
      "1,5",True,10
      "2,5",False,20

      """,
      "target: y",
      messages: [
        ": column 1 ('x') has numbers in another format: '1,5' (line 2), '2,5' (line 3); write decimal points instead of commas"
      ],
      edit: { $0.replacing("\"1,5\"", with: "1.5").replacing("2,5", with: "2.5") },
      inputs: [0: [1.5, 1], 1: [2.5, 0]], targets: [10, 20]),
    ForeignCSV(
      "NumPy: savetxt",
      """
      5.100000000000000000e+00 3.500000000000000000e+00 0.000000000000000000e+00
      4.900000000000000000e+00 3.000000000000000000e+00 1.000000000000000000e+00

      """,
      "target: last",
      messages: [
        "no column of  is left as an input; if columns are separated by spaces, set 'delimiter: whitespace'",
        ": its first row has numbers like the rows below",
      ],
      inputs: [0: [5.1, 3.5], 1: [4.9, 3]], targets: [0, 1]),
  ]

  /// Spreadsheets.
  static let spreadsheets: [ForeignCSV] = [
    ForeignCSV(
      "Excel: German, with byte-order mark and CRLF",
      "\u{FEFF}Länge;Breite;Preis\r\n"
        + "1,5;2,25;10\r\n"
        + "2,5;3;12,5\r\n"
        + "1;1,75;9,9\r\n",
      "target: Preis",
      messages: [
        ": 3 rows cannot be read; if columns are separated by \";\", set 'delimiter: \";\"'",
        ": 3 columns cannot be used as they are\n  column 1 ('Länge') has numbers, but also 2 other values: '1,5' (line 2), '2,5' (line 3)",
      ],
      inputs: [0: [1.5, 2.25], 2: [1, 1.75]], targets: [10, 12.5, 9.9]),
    ForeignCSV(
      "Excel: a line that names the separator",
      "sep=;\r\n"
        + "a;b;y\r\n"
        + "1;2;3\r\n"
        + "4;5;6\r\n",
      "target: y",
      messages: [
        ": its first line is only for Excel; set 'skip_rows: 1' and 'delimiter: \";\"'"
      ],
      inputs: [1: [4, 5]], targets: [3, 6]),
    ForeignCSV(
      "Excel: UTF-8",
      "\u{FEFF}a,b,y\r\n"
        + "1,2,3\r\n"
        + "4,5,6\r\n",
      "target: y",
      inputs: [0: [1, 2]], targets: [3, 6]),
    ForeignCSV(
      "Excel: empty cells behind the last column",
      """
      a,b,y,
      1,2,3,
      4,5,6,

      """,
      "target: y",
      inputs: [0: [1, 2]], targets: [3, 6],
      notes: ["1 column without a name or values is left out"]),
    ForeignCSV(
      "Separators behind the last column, not in the header",
      """
      a,b,y
      1,2,3,
      4,5,6,

      """,
      "target: y",
      messages: [
        ": 2 rows cannot be read; if rows end with a delimiter, write \",\" after the names of the columns, too"
      ],
      edit: { $0.replacing("b,y", with: "b,y,") },
      inputs: [1: [4, 5]], targets: [3, 6],
      notes: ["1 column without a name or values is left out"]),
    ForeignCSV(
      "Excel: empty rows at the end",
      """
      a,y
      1,2
      3,4
      ,
      ,

      """,
      "target: y",
      messages: [
        "  column 1 ('a') has no value in 2 of 4 rows (lines 4, 5)\n  column 2 ('y') has no value in 2 of 4 rows (lines 4, 5)\n  - set 'missing: {drop_row: [y], median: [a]}'"
      ],
      inputs: [0: [1], 1: [3]], targets: [2, 4]),
    ForeignCSV(
      "Excel: amounts",
      """
      price,share,n,y
      "$1,200.50",12%,"1,000",1
      "$900.00",7.5%,"2,500",2

      """,
      "target: y",
      messages: [
        ": 3 columns cannot be used as they are\n  column 1 ('price') has numbers in another format: '$1,200.50' (line 2), '$900.00' (line 3)\n  column 2 ('share') has numbers in another format: '12%' (line 2), '7.5%' (line 3)\n  column 3 ('n') has numbers in another format: '1,000' (line 2), '2,500' (line 3)\n  - write plain numbers"
      ],
      edit: { _ in "price,share,n,y\n1200.5,12,1000,1\n900,7.5,2500,2\n" },
      inputs: [0: [1200.5, 12, 1000]], targets: [1, 2]),
    ForeignCSV(
      "Tabs",
      "a\tb\ty\n"
        + "1\t2\t3\n"
        + "4\t5\t6\n",
      "target: y",
      messages: [
        " has no column 'y', only 'a b y'; set 'delimiter: \"\\t\"'"
      ],
      inputs: [1: [4, 5]], targets: [3, 6]),
    ForeignCSV(
      "LibreOffice: line breaks and quotes in cells",
      "text,x,y\n" + "\"two\nlines\",1,2\n" + "\"a \"\"b\"\"\",2,3\n" + "\"two\nlines\",3,4\n",
      "target: y",
      messages: [
        ": column 1 ('text') has words: 'two lines' (line 2, 2 times), 'a \"b\"' (line 4); set 'encode: {onehot: [text]}'"
      ],
      inputs: [0: [0, 1, 1], 1: [1, 0, 2]], targets: [2, 3, 4]),
  ]
}
