/** Published test data of the WeChat Pay SDKs and the official documents, no real credentials. */
export const miniVectors = {
  'mini.rawdata_signature': {
    algorithm: 'hex sha1(rawData + session_key)',
    rawData:
      '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}',
    session_key: 'HyVFkGl5F5OQWJZZaNzBBg==',
    expected_signature: '75e81ceda165f4ffa64f4068af58c64b8f54b88c',
    source:
      'Marco9442/wx-miniprogram-doc@1452f96e (copy of developers.weixin.qq.com docs) 开发/指南/开放能力/用户信息/开放数据校验与解密.md',
    verified_locally: true,
  },
  'mini.checksession_signature.shape': {
    algorithm: 'hex HMAC-SHA256(key=session_key, message="")',
    note: 'Docs give only an opaque example (fefce01b...72509) without its session_key. Computed self-consistency value below uses the session_key STRING (base64 text as issued) as the key bytes, which is how SDKs do it; UNCONFIRMED whether the server would accept the decoded bytes.',
    session_key: 'tiihtNczf5v6AKRyjwEUhQ==',
    computed_hex_key_as_string: '7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735',
    source:
      'Marco9442/wx-miniprogram-doc@1452f96e (copy of developers.weixin.qq.com docs) 检验登录态.md; value computed here',
    verified_locally: false,
  },
  'push.url_verify': {
    algorithm: 'hex sha1 of lexicographically sorted [token,timestamp,nonce] joined',
    token: 'AAAAA',
    timestamp: '1714036504',
    nonce: '1514711492',
    echostr: '4375120948345356249',
    expected_signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
    expected_reply: '4375120948345356249',
    source:
      'Marco9442/wx-miniprogram-doc@1452f96e (copy of developers.weixin.qq.com docs) 开发/指南/基础能力/服务端能力/消息推送.md',
    verified_locally: true,
  },
  'push.plain_signature': {
    token: 'AAAAA',
    timestamp: '1714037059',
    nonce: '486452656',
    expected_signature: '899cf89e464efb63f54ddac96b0a0a235f53aa78',
    body: {
      ToUserName: 'gh_97417a04a28d',
      FromUserName: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY',
      CreateTime: 1714037059,
      MsgType: 'event',
      Event: 'debug_demo',
      debug_str: 'hello world',
    },
    source: 'Marco9442/wx-miniprogram-doc@1452f96e (copy of developers.weixin.qq.com docs) 消息推送.md',
    verified_locally: true,
  },
  'push.safe_mode_encrypt_reply': {
    token: 'AAAAA',
    EncodingAESKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    appid: 'wxba5fad812f8e6fb9',
    random16: '707722b803182950',
    msg: '{"demo_resp":"good luck"}',
    expected_Encrypt: 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
    TimeStamp: 1713424427,
    Nonce: '415670741',
    expected_MsgSignature: '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
    source: 'Marco9442/wx-miniprogram-doc@1452f96e (copy of developers.weixin.qq.com docs) 消息推送.md',
    verified_locally: true,
  },
};
