extension ForeignCSV {
  /// Well-known data sets, with a few of their rows.
  static let archives: [ForeignCSV] = [
    ForeignCSV(
      "UCI: iris.data, with an empty line at the end",
      "5.1,3.5,1.4,0.2,Iris-setosa\n"
        + "4.9,3.0,1.4,0.2,Iris-setosa\n"
        + "7.0,3.2,4.7,1.4,Iris-versicolor\n"
        + "6.3,3.3,6.0,2.5,Iris-virginica\n"
        + "\n",
      "target: last",
      messages: [
        ": its first row has numbers like the rows below, so it is probably not a header; set 'header: none'"
      ],
      inputs: [0: [5.1, 3.5, 1.4, 0.2], 3: [6.3, 3.3, 6, 2.5]], targets: [0, 0, 1, 2],
      classes: ["Iris-setosa", "Iris-versicolor", "Iris-virginica"]),
    ForeignCSV(
      "UCI: wine.data, with the class in front",
      """
      1,14.23,1.71,2.43
      1,13.2,1.78,2.14
      2,12.37,.94,1.36
      3,12.86,1.35,2.32

      """,
      "target: 0, task: classification",
      messages: [
        ": its first row has numbers"
      ],
      inputs: [2: [12.37, 0.94, 1.36]], targets: [0, 0, 1, 2],
      classes: ["1", "2", "3"]),
    ForeignCSV(
      "UCI: adult.data, with a space behind each comma",
      "39, State-gov, 77516, Male, <=50K\n"
        + "50, Private, 83311, Male, <=50K\n"
        + "38, Private, 215646, Male, <=50K\n"
        + "53, ?, 234721, Male, >50K\n"
        + "28, Private, 338409, Female, <=50K\n"
        + "37, Private, 284582, Female, >50K\n"
        + "\n",
      "target: last",
      messages: [
        ": its first row has numbers like the rows below",
        "  column 2 ('1') has words: ' State-gov' (line 1), ' Private' (line 2, 4 times), ' ?' (line 4)\n  column 4 ('3') has words: ' Male' (line 1, 4 times), ' Female' (line 5, 2 times)\n  - set 'encode: {onehot: [1, 3]}'",
      ],
      inputs: [
        0: [39, 0, 0, 1, 77516, 0, 1], 3: [53, 1, 0, 0, 234721, 0, 1],
        4: [28, 0, 1, 0, 338409, 1, 0],
      ], targets: [0, 0, 0, 1, 0, 1],
      classes: [" <=50K", " >50K"],
      notes: [
        "column 2 ('1') has the category ' ?' (line 4); if that means a missing value, set 'missing_values: [\"?\"]' and 'missing: category'"
      ]),
    ForeignCSV(
      "UCI: auto-mpg.data, between spaces, with a tab and names in quotes",
      "18.0   8   307.0      130.0      3504.      12.0   70  1\t\"chevrolet chevelle malibu\"\n"
        + "15.0   8   350.0      165.0      3693.      11.5   70  1\t\"buick skylark 320\"\n"
        + "25.0   4   98.00      ?          2046.      19.0   71  1\t\"ford pinto\"\n"
        + "18.0   8   318.0      150.0      3436.      11.0   70  1\t\"plymouth satellite\"\n"
        + "26.0   4   97.00      46.00      1835.      20.5   70  2\t\"volkswagen 1131 deluxe sedan\"\n",
      "target: 0",
      messages: [
        ":1: has a quote inside a value; put the value in quotes and double the quote; if columns are separated by spaces, set 'delimiter: whitespace'",
        ": its first row has numbers",
        ": 2 columns cannot be used as they are\n  column 4 ('3') must be a number, not '?' (line 3)\n  column 9 ('8') has words, nearly all of them different: 'chevrolet chevelle malibu' (line 1)",
        ": column 9 ('8') has words",
      ],
      inputs: [0: [8, 307, 130, 3504, 12, 70, 1], 2: [4, 98, 140, 2046, 19, 71, 1]],
      targets: [18, 15, 25, 18, 26]),
    ForeignCSV(
      "UCI: abalone.data",
      """
      M,0.455,0.365,0.095,15
      M,0.35,0.265,0.09,7
      F,0.53,0.42,0.135,9
      M,0.44,0.365,0.125,10
      I,0.33,0.255,0.08,7

      """,
      "target: last",
      messages: [
        ": its first row has numbers",
        ": column 1 ('0') has words: 'M' (line 1, 3 times), 'F' (line 3), 'I' (line 5); set 'encode: {onehot: [0]}'",
      ],
      inputs: [0: [0, 0, 1, 0.455, 0.365, 0.095], 4: [0, 1, 0, 0.33, 0.255, 0.08]],
      targets: [15, 7, 9, 10, 7]),
    ForeignCSV(
      "UCI: breast-cancer-wisconsin.data, with numbers of samples and ?",
      """
      1000025,5,1,1,1,2,2
      1002945,5,4,4,5,10,2
      1015425,3,1,1,?,2,2
      1016277,6,8,8,4,3,4
      1017023,4,1,1,3,?,4
      1017122,8,10,10,10,9,4

      """,
      "target: last, task: classification, exclude: 0, header: none",
      messages: [
        ": 2 columns cannot be used as they are\n  column 5 ('4') must be a number, not '?' (line 3)\n  column 6 ('5') must be a number, not '?' (line 5)\n  - set 'missing_values: [\"?\"]' and 'missing: median'"
      ],
      inputs: [2: [3, 1, 1, 4, 2], 4: [4, 1, 1, 3, 3]], targets: [0, 0, 0, 1, 1, 1],
      classes: ["2", "4"]),
    ForeignCSV(
      "UCI: car.data, words and numbers without names",
      """
      vhigh,vhigh,2,2,small,low,unacc
      vhigh,vhigh,2,2,small,med,unacc
      low,low,5more,more,big,high,vgood
      med,low,4,4,med,high,good

      """,
      "target: last",
      messages: [
        ": its first row has numbers",
        "  column 3 ('2') must be a number, not '5more' (line 3)\n  column 4 ('3') must be a number, not 'more' (line 3)",
      ],
      inputs: [
        0: [0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0],
        2: [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0],
      ], targets: [1, 1, 2, 0],
      classes: ["good", "unacc", "vgood"]),
    ForeignCSV(
      "UCI: agaricus-lepiota.data, letters without names",
      """
      p,x,s,n,t
      e,x,s,y,t
      e,b,s,w,t
      p,x,y,w,t

      """,
      "target: 0, encode: onehot",
      messages: [
        ": its first row has 'x' like a row below, so it is probably not a header; set 'header: none'"
      ],
      inputs: [0: [0, 1, 1, 0, 1, 0, 0, 1]], targets: [1, 0, 0, 1],
      classes: ["e", "p"]),
    ForeignCSV(
      "UCI: housing.data, in columns",
      " 0.00632  18.00   2.310  0  0.5380  24.00\n"
        + " 0.02731   0.00   7.070  0  0.4690  21.60\n"
        + " 0.02729   0.00   7.070  0  0.4690  34.70\n",
      "target: last",
      messages: [
        "no column of  is left as an input; if columns are separated by spaces, set 'delimiter: whitespace'",
        ": its first row has numbers",
      ],
      inputs: [0: [0.00632, 18, 2.31, 0, 0.538]], targets: [24, 21.6, 34.7]),
    ForeignCSV(
      "Kaggle: titanic",
      """
      PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Fare,Cabin,Embarked
      1,0,3,"Braund, Mr. Owen Harris",male,22,1,7.25,,S
      2,1,1,"Cumings, Mrs. John Bradley (Florence Briggs Thayer)",female,38,1,71.2833,C85,C
      3,1,3,"Heikkinen, Miss. Laina",female,26,0,7.925,,S
      4,1,1,"Futrelle, Mrs. Jacques Heath (Lily May Peel)",female,35,1,53.1,C123,S
      5,0,3,"Allen, Mr. William Henry",male,35,0,8.05,,S
      6,0,3,"Moran, Mr. James",male,,0,8.4583,,Q
      7,0,1,"McCarthy, Mr. Timothy J",male,54,0,51.8625,E46,S
      8,0,3,"Palsson, Master. Gosta Leonard",male,2,3,21.075,,

      """,
      "target: Survived, task: classification",
      messages: [
        ": 5 columns cannot be used as they are\n  column 4 ('Name') has words, nearly all of them different: 'Braund, Mr. Owen Harris' (line 2), 'Cumings, Mrs. John Bradley (Florence Bri...' (line 3)",
        ": 4 columns cannot be used as they are",
        ": column 4 ('Name') has words, nearly all of them different",
      ],
      inputs: [
        0: [1, 3, 0, 1, 22, 1, 7.25, 1, 0, 0, 0, 0, 0, 0, 1],
        5: [6, 3, 0, 1, 35, 0, 8.4583, 1, 0, 0, 0, 0, 0, 1, 0],
        7: [8, 3, 0, 1, 2, 3, 21.075, 1, 0, 0, 0, 1, 0, 0, 0],
      ], targets: [0, 1, 1, 1, 0, 0, 0, 0],
      classes: ["0", "1"],
      notes: [
        "column 1 ('PassengerId') numbers the rows and is an input; to leave it out, set 'exclude: [Name, PassengerId]'"
      ]),
  ]

  /// Columns that many data sets have.
  static let columns: [ForeignCSV] = [
    ForeignCSV(
      "Dates",
      """
      date,temp,y
      2020-01-01,5.5,1
      2020-01-02,6.5,2
      2020-01-03,4,3
      2020-01-03,4,3

      """,
      "target: y",
      messages: [
        ": column 1 ('date') has dates or times: '2020-01-01' (line 2), '2020-01-02' (line 3), '2020-01-03' (line 4, 2 times); set 'exclude: [date]'"
      ],
      inputs: [0: [5.5]], targets: [1, 2, 3, 3]),
    ForeignCSV(
      "Identifiers",
      """
      uuid,x,y
      a81f,1,2
      b77c,2,3
      c012,3,4
      d9e1,4,5
      e111,5,6

      """,
      "target: y",
      messages: [
        ": column 1 ('uuid') has words, nearly all of them different"
      ],
      inputs: [0: [1]], targets: [2, 3, 4, 5, 6]),
    ForeignCSV(
      "Codes of categories",
      """
      zip,x,y
      10115,1,2
      20095,2,3
      10115,3,4

      """,
      "target: y, encode: {onehot: zip}",
      inputs: [0: [1, 0, 1], 1: [0, 1, 2]], targets: [2, 3, 4]),
    ForeignCSV(
      "Several targets",
      """
      x,y1,y2
      1,2,True
      4,5,False

      """,
      "target: [y1, y2]",
      inputs: [1: [4]], targets: [2, 1, 5, 0]),
    ForeignCSV(
      "An empty column",
      """
      a,b,y
      1,,2
      3,,4

      """,
      "target: y",
      messages: [
        ": column 2 ('b') has no value in any row; set 'exclude: [b]'"
      ],
      inputs: [1: [3]], targets: [2, 4]),
    ForeignCSV(
      "A constant column",
      """
      a,b,y
      1,7,2
      3,7,4

      """,
      "target: y, normalize: zscore",
      inputs: [0: [-1, 0], 1: [1, 0]], targets: [2, 4]),
    ForeignCSV(
      "Equal names",
      """
      a,b,a
      1,2,3
      4,5,6

      """,
      "target: last",
      messages: [
        ": columns 1 and 3 are both called 'a'; rename one, or set 'skip_rows: 1' and 'header: none'"
      ],
      inputs: [0: [1, 2]], targets: [3, 6]),
    ForeignCSV(
      "Labels from 0 to 11",
      """
      x,label
      0.0,0
      0.5,1
      1.0,2
      1.5,3
      2.0,4
      2.5,5
      3.0,6
      3.5,7
      4.0,8
      4.5,9
      5.0,10
      5.5,11

      """,
      "target: label, task: classification",
      inputs: [11: [5.5]], targets: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]),
    ForeignCSV(
      "Labels True and False",
      """
      x,label
      1,True
      2,False
      3,True

      """,
      "target: label",
      inputs: [0: [1]], targets: [1, 0, 1],
      classes: ["False", "True"]),
  ]
}
