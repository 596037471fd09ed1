window.YTD.following.part0 = [
  {
    "following" : {
      "accountId" : "44196001",
      "userLink" : "https://twitter.com/intent/user?user_id=44196001"
    }
  },
  {
    "following" : {
      "accountId" : "44196001",
      "userLink" : "https://twitter.com/intent/user?user_id=44196001"
    }
  },
  {
    "following" : { "userLink" : "" }
  }
]
