/** Published test data of the WeChat Pay SDKs and the official documents, no real credentials. */
export const payVectors = {
  'pay.paysign.miniprogram': {
    algorithm: 'RSA-SHA256 PKCS1v15, base64',
    use: 'wx.requestPayment paySign',
    private_key_pem_ref: 'keys.wechatpay_doc_merchant_key',
    inputs: {
      appId: 'wx2421b1c4370ec43b',
      timeStamp: '1554208460',
      nonceStr: '593BEC0C930BF1AFEB40B4A08C8FB242',
      package: 'prepay_id=wx201410272009395522657a690389285100',
    },
    message:
      'wx2421b1c4370ec43b\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\nprepay_id=wx201410272009395522657a690389285100\n',
    expected_signature_base64:
      'mI35pfNEQV6777ke/1T+LJLQDNTm7yeoUJH+j/adPGhmCCi0PbgkvYQTRcXH0uibcLVtvFLdGLpmoYO9FV6lBBsTAjuhh5YOvQi0e2g3e0yytitiNET9FEuqM0pjnKfRW4K6LIZDdbWJv9KhZUx3DrJa5TL7OJ7VdADVivxVySIlPVKjGwuCXzuXSJes0UcILgWQUMyha5/3nYofuHtS7r+KYyMuxD+oJ9VM1Qdxk4UIG59CP5Y3wtYIFybyF3bdu1caHTRRX+DLyMXyYA/IrTmiW01c4RPjpHBX5Dk1sZyY1zVsWNsvMHr2e1NTWtBxKJ+qk5N61J7caYoepHFaxw==',
    source:
      'Expected value printed in the OFFICIAL repo wechatpay-apiv3/wechatpay-skills@15f40d07 (签名与验签规则.md, section 三); the matching private key read from a public Rust unit test (file index id 35970804109) that cites https://pay.weixin.qq.com/doc/v3/merchant/4012365341',
    verified_locally: true,
  },
  'pay.appsign.negative': {
    algorithm: 'RSA-SHA256 PKCS1v15, base64',
    use: 'APP payment sign; NOT valid as mini-program paySign (4th line lacks prepay_id= prefix)',
    private_key_pem_ref: 'keys.wechatpay_doc_merchant_key',
    message: 'wx2421b1c4370ec43b\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\nwx201410272009395522657a690389285100\n',
    expected_signature_base64:
      'gXx9KhTP6IooKV1SuG3OCGlBIgZbKtubCZvnau6khw1iffvNT28IzLbKmztq2xA/RCNbZa1XOsoiuVmAEeTZQicWfhv4P+O4oBRIrx0X9f3cnWFkMBU9alTWs0nyQ1N9fcILOTe0f4kxOhVh+/Xhn5hOiUK7Sz3XA1mcpa3R2NCWf/e+0ow/RDf15iTymOHgDrEkT/gedg/3E0iXfDX3mFicSZhrHESZDOTXcl9RzELREBUFznd/o2NQM99WcL86m23HY0cTy+QGWU4QDmNrbQ9ihmLW71qPb0Cx/d7EQvw/Kyx0A6s64ZQp3hHdcmiRcLnjVXrKCk7LShaCK+lS3Q==',
    source:
      'Expected value printed in the OFFICIAL repo wechatpay-apiv3/wechatpay-skills@15f40d07 (签名与验签规则.md, section 三); the matching private key read from a public Rust unit test (file index id 35970804109) that cites https://pay.weixin.qq.com/doc/v3/merchant/4012365341',
    verified_locally: true,
  },
  'pay.rsa.sign_source': {
    algorithm: 'RSA-SHA256 PKCS1v15, base64',
    private_key_pem_ref: 'keys.wechatpay_go_test_key',
    certificate_pem_ref: 'keys.wechatpay_go_test_cert_F5765756002FDD77',
    message: 'source',
    expected_signature_base64:
      'BKyAfU4iMCuvXMXS0Wzam3V/cnxZ+JaqigPM5OhljS2iOT95OO6Fsuml2JkFANJU9K6q9bLlDhPXuoVz+pp4hAm6pHU4ld815U4jsKu1RkyaII+1CYBUYC8TK0XtJ8FwUXXz8vZHh58rrAVN1XwNyvD1vfpxrMT4SL536GLwvpUHlCqIMzoZUguLli/K8V29QiOhuH6IEqLNJn8e9b3nwNcQ7be3CzYGpDAKBfDGPCqCv8Rw5zndhlffk2FEA70G4hvMwe51qMN/RAJbknXG23bSlObuTCN7Ndj1aJGH6/L+hdwfLpUtJm4QYVazzW7DFD27EpSQEqA8bX9+8m1rLg==',
    negative: 'message "wrong source" must fail verification',
    source:
      'wechatpay-apiv3/wechatpay-go@6dbd7ce2 core/auth/signers/sha256withrsa_signer_test.go, core/auth/verifiers/sha256withrsa_verifier_test.go',
    verified_locally: true,
  },
  'pay.aesgcm.go_hello': {
    algorithm: 'AES-GCM (16-byte key quirk => AES-128-GCM)',
    key: 'testAPIv3Key0000',
    nonce: 'wCq51qZv4Yfg',
    associated_data: 'Dl56FrqWQJF1t9LtC3vEUsniZKvbqdR8',
    ciphertext_base64: 'FsdXzxryWfKwvLJKf8LG/ToRPTRh8RN9wROC',
    expected_plaintext: 'Hello World',
    source: 'wechatpay-apiv3/wechatpay-go@6dbd7ce2 utils/aes_test.go',
    verified_locally: true,
  },
  'pay.aes256gcm.java_message': {
    algorithm: 'AEAD_AES_256_GCM (ciphertext||16-byte tag, base64)',
    key: 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb',
    nonce: 'uluk4a9R25RW',
    associated_data: 'associatedData',
    ciphertext_base64: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=',
    expected_plaintext: 'message',
    negative: ['associated_data "bad-associatedData" must throw', 'nonce "bad-4a9R25RW" must throw'],
    source: 'wechatpay-apiv3/wechatpay-java@1dab7bec core/src/test/.../AeadAesCipherTest.java (key in TestConfig.java)',
    verified_locally: true,
  },
  'pay.rsa.java_message': {
    algorithm: 'RSA-SHA256 PKCS1v15, base64',
    private_key_pem_ref: 'keys.wechatpay_java_merchant_key',
    certificate_pem_ref: 'keys.wechatpay_java_merchant_cert',
    message: 'message',
    expected_signature_base64:
      'Rq+5ZpWV6IHTWE1+9gCrYJKguNgbItpMdlIA+PVCPCdUAKNlohZz7CL7Y8xWDIFJjdGnErMj6Z+Q/h9CF5MV+nAVkqDmBR0uP5ppsUEzco4ijvKHsvI2ro4boSW6vSfQs3W8I4QSI9a0/NFIgvj83Fv27LIYZf7deaFWmEwd1fpAeJRCyoKyBeJPdsjVx0//Lqe6Wze2zVdliLcBvaHCfpd8+rAVGS+FQDeWgHqJ7n/Zy09LmV1/ghs7pO1mdjdD16SHKlysAD3K5hNGUJX/SHrEXEcu1yO1AOb/YvOVkjNh8243rcfXNE5L4ph2XS11vS+2aToKYSOcKUagf0LLaw==',
    negative: 'verifying with keys.wechatpay_java_wechatpay_pubkey must fail',
    source: 'wechatpay-apiv3/wechatpay-java@1dab7bec core/src/test/.../RSAVerifierTest.java + resources',
    verified_locally: true,
  },
  'pay.canonical_message.get_with_query': {
    use: 'message construction only',
    inputs: {
      method: 'GET',
      url: 'https://api.mch.weixin.qq.com/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109',
      timestamp: 1652750623,
      nonce: 'eBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u',
      body: '',
    },
    expected_message:
      'GET\n/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109\n1652750623\neBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u\n\n',
    source: 'wechatpay-apiv3/wechatpay-java@1dab7bec core/src/test/.../WechatPay2CredentialTest.java',
    verified_locally: true,
  },
  'pay.canonical_message.body_with_trailing_newline': {
    use: 'message construction only; a body that already ends in \\n still gets one more \\n',
    inputs: {
      method: 'POST',
      url_path_query: '/v3/certificates',
      timestamp: 1624523846,
      nonce: 'A1B2C3D4E5F6G7',
      body: 'Hello World!\n',
      mchid: '1234567890',
      serial_no: '0123456789ABC',
    },
    expected_message: 'POST\n/v3/certificates\n1624523846\nA1B2C3D4E5F6G7\nHello World!\n\n',
    source: 'wechatpay-apiv3/wechatpay-go@6dbd7ce2 core/auth/credentials/wechat_pay_credential_test.go',
    verified_locally: true,
  },
  'pay.canonical_message.empty_body_response': {
    use: '204 response / empty body verify message',
    inputs: {
      timestamp: '<ts>',
      nonce: 'NONCE1234567890',
      body: '',
    },
    expected_message_pattern: '<ts>\nNONCE1234567890\n\n',
    source: 'wechatpay-apiv3/wechatpay-go@6dbd7ce2 core/auth/validators/validator_test.go',
    verified_locally: false,
    note: 'shape transcribed from the SDK test, nothing to compute',
  },
  'pay.request_sign.doc_example_GET_certificates': {
    use: 'documented signature for which the private key of mchid 1900009191 is NOT public: use only to test header parsing/formatting, cannot be recomputed',
    message: 'GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n',
    expected_signature_base64:
      'uOVRnA4qG/MNnYzdQxJanN+zU+lTgIcnU9BxGw5dKjK+VdEUz2FeIoC+D5sB/LN+nGzX3hfZg6r5wT1pl2ZobmIc6p0ldN7J6yDgUzbX8Uk3sD4a4eZVPTBvqNDoUqcYMlZ9uuDdCvNv4TM3c1WzsXUrExwVkI1XO5jCNbgDJ25nkT/c1gIFvqoogl7MdSFGc4W4xZsqCItnqbypR3RuGIlR9h9vlRsy7zJR9PBI83X8alLDIfR1ukt1P7tMnmogZ0cuDY8cZsd8ZlCgLadmvej58SLsIkVxFJ8XyUgx9FmutKSYTmYtWBZ0+tNvfGmbXU7cob8H/4nLBiCwIUFluw==',
    mchid: '1900009191',
    serial_no: '1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C',
    source: 'official gitbook/wiki signature guide, quoted in many public repos',
    verified_locally: false,
  },
  'pay.certificates.download_go': {
    algorithm: 'AES-GCM (16-byte key quirk)',
    apiv3_key: 'mockAPIv3Key1234',
    response_body:
      '{"data":[{"effective_time":"2021-04-27T16:55:23+08:00","encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM","associated_data":"certificate","ciphertext":"QHBP2NGCmcEhGWa1f+t5AeImEdkS+XyUx1nB50LLGTgfDdb+EELcl9/GRJR0m9SFcTSlsS67QKemf2DuvPGTFEnEIhZ/I26zym7Ift1YJt7ftiVqoU4lv9aopCWD7IrzQBLT7XeYKh0CFHj0fUeqnNrGC+3EMj+NHbDY6zGfW4SfhvzLxO6tvpQ3xbFyT2CgxHmiKiVTxkewiSDuaimy3X/SN/Nq901lhEtqBVMFyFOyT1MvTL0RUWpU+l4Wdyz9xGTrrv0pd7regqfXwklx+Y94ULUd7lhSyb77h9j8golVvxYUwrUrxWj5ri6APPd8qedWuxkBjOPUAho/q1ETpjYJqK0eXuVWf5EPBS63jvqEE4IfopXOwltPLEME++6u7H4qjhAfzdUvfLQawUe/zPPwWS5GOWRxov7qnuK3aV0+ybZM33hmPwP5LsPNQlDdaQxcNgqbnmpVWjxCPdiiZ52z19AxcB4Ry9LN5IBAEbTnm9WnCp4cOqNOXBr2/l+FRLSqZnNTIFbOzXWKw5AngHbciLEvTYEsFNpT/u1SBCU2xQ3Y+Q8OHIn6kmE3AO/gUmXjciLv05ZGo+DCAnqGOVdr2yCLv2jmaBSIcrComs1WzliuNfFJ5+On7i+rOAbKMaZLdTcB//Lpa4mfkhULhslQYUT5H4XbQqsi5IPGplYvvNh2+ktahI6lYWnCprFeFthyEfyLNc9MGtsO1rdsZqoI6ed+KLzMJDOGAhgEQqSJIOzz546/pyn5DnINlxjMSpq6+Zdan+iuiz3Un2idaLf6iPSx1FtdNPi94EjlI+bQSEihKKm4Em2xVgauajO3mK6+JTPNQMVrbtEV9wIGHvPLVm6Uw3OAuLWL0UCn3P6wuxF7+4X+S8s1EKN/3q/w++U93NKdfnpOKe7Vxg7Pg3f96WQzJTvRJ7C1Xm4W7GvS09hGjCNGCvbcGXla14X/Y35o6Uf37NlnmnDe2rdcnmYsXE5qooS0ThLdOKdKNybg+ih9iFPcxdTJ67WfvVPvaOhLrRm8cDgTYjfVYAj7lxztRYnZE65PTeWUE/mLZTd52g3WEE8ty79KLcqnzARGq7sjdptcZQ4Vw11hHA3PbrxQdyvuyXbONZzjrMR0RsOmJPfyQTYPQuh6xdbcLP8bQiibREl+iOop0PLYRu9GtQ+r2uEI4VIuuNW1DwFzJRkWdxPm8kjC+g7XLDWqBYImFfep9Dfxj6Jam/wILKWVg3JjfuZe6nTwK7xqwDsY4Ylj8rnjnf+Cw3XQh94IU2E3uq3wqhoR1NCM7Qky+a6JIMGCALiqlj2DMnUgPKWEwFJ7bigRCdC+0s+QQaeIEQ04Rm8jeuHaNvEsfloqLNrWx0D3ZHeIKB6hEegNnpSllfPJ/lF1U3ZnhMYd6oUef5HuV4wcu4oPf0nCEBi/CGlyRhmRKaondmspuRv5C4/zqQrqaVfJrkL0XO6EnhaxI0Yh6t5piA6vw73LtNH5fI55d1S2KWu0zUVbfyijzFohSfVZ5Zryo8uSggAgE96O+jiYzXfuS0dvCVhXW/lw0ekQnKMx0Xh6U7XIckIvLgb4QQ6Oqv4/GZBo4dV7s78pNj/KvcCI6ya6qfrWgy1+pWmOLO+wcTmfzYOae4IyZnmuDXwyPng=","nonce":"3a584b49ed9b"},"expire_time":"2031-04-25T16:55:23+08:00","serial_no":"D7CE59D1F522D701"}]}',
    expected_certificate_pem:
      '-----BEGIN CERTIFICATE-----\nMIIDVzCCAj+gAwIBAgIJANfOWdH1ItcBMA0GCSqGSIb3DQEBCwUAMEIxCzAJBgNV\nBAYTAlhYMRUwEwYDVQQHDAxEZWZhdWx0IENpdHkxHDAaBgNVBAoME0RlZmF1bHQg\nQ29tcGFueSBMdGQwHhcNMjEwNDI3MDg1NTIzWhcNMzEwNDI1MDg1NTIzWjBCMQsw\nCQYDVQQGEwJYWDEVMBMGA1UEBwwMRGVmYXVsdCBDaXR5MRwwGgYDVQQKDBNEZWZh\ndWx0IENvbXBhbnkgTHRkMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n2VCTd91fnUn73Xy9DLvt/V62TVxRTEEstVdeRaZ3B3leO0pldE806mXO4RwdHXag\nHQ4vGeZN0yqm++rDsGK+U3AH7kejyD2pXshNP9Cq5YwbptiLGtjcquw4HNxJQUOm\nDeJf2vg6byms9RUipiq4SzbJKqJFlUpbuIPDpSpWz10PYmyCNeDGUUK65E5h2B83\n4uxl1zNLYQCrkdBzb8oUxwYeP5a2DNxmjL5lsJML7DGr5znsevnoqGRwTm9fxCGf\ny8wus7hwKz6clt3Whmmda7UAdb1c08hEQFVRbF14AR73xbnd8N0obCWJPCbzMCtk\naSef4FdEEgEXJiw0VAJT8wIDAQABo1AwTjAdBgNVHQ4EFgQUT1c7nd/SUO76HSoZ\numNUJv1R5PwwHwYDVR0jBBgwFoAUT1c7nd/SUO76HSoZumNUJv1R5PwwDAYDVR0T\nBAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAfTjxKRQMzNB/U6ZoCUS+BSNfa2Oh\n0plMN6ZuzwiVVZwg1jywvv5yv04koS7Pd4i9E4gt9ZBUQXlpq+A3oOCEEHNRR6b2\nkyazGRM7s0OP5X21WrbpSmKmU6K7hkfx30yYs08LVs/Q8DIhvaj1FCFeJzUCzYn/\nfHMq4tsbKO0dKAeydPM/nrUZBmaYQVKMVOORGLFjFKVO7JV6Kq/R86ouhjEPgJOe\n2xulNBUcjicqtZlBdEh/PWCYP2SpGVDclKm8jeo175T3EVAkdKzzmfpxtMmnMlmq\ncTJOU9TxuGvNASMtjj7pYIerTx+xgZDXEVBWFW9PjJ0TV06tCRsgSHItgg==\n-----END CERTIFICATE-----',
    expected_serial: 'D7CE59D1F522D701',
    source: 'wechatpay-apiv3/wechatpay-go@6dbd7ce2 core/downloader/mock_download_server_test.go',
    verified_locally: true,
  },
  'bill.fundflow_sample': {
    header:
      '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
    row: '`2018-02-01 04:21:23,`50000305742018020103387128253,`1900009231201802015884652186,`退款,`退款,`支出,`0.02,`0.17,`system,`缺货,`REF4200000068201801293084726067',
    summary_header: '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额',
    summary_row: '`20.0,`17.0,`0.35,`3.0,`0.18',
    source:
      'pay.weixin.qq.com/docs/merchant/products/bill-download/structure/fund-bill.html and /doc/v2/merchant/4011939779 (one sample row)',
    verified_locally: false,
  },
};
