namespace JwtKit.Tests;

/// <summary>The key of <see cref="TestKeys"/> as OpenSSL wrapped it, for these tests only. The password is <see cref="Password"/>.</summary>
internal static class WrappedKeys
{
    public const string Password = "changeit";

    /// <summary>From openssl pkcs8 -topk8 -v2 aes-256-cbc: PBKDF2 with HMAC-SHA-256, 2048 rounds.</summary>
    public const string Encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIHm5uZnlj4t8CAggA
        MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBAoEhvaHeAwjigDlEQ4Z4B4BIIE
        0K5TahMdPA9blE6tPui6HzgiRiHTBzfIDocE50+IUaeSi9aOvgN5mJK3BT+eksEh
        kkYOzC3tNGemMPg8nZuEfyETgve5O7MTGYxTNFN5TPZb52HpRZ6V7ELh4d2dnWBu
        WNacaW8DSuJQ72fi4FXICTu3kd4m6n+psWj3DGXcyoN8UVtJHbz7tVvX52WGQCVY
        WSQFPXAahf93QGBpCNpNCwAjaXk0tXlxgb5KZ6c2b3uR3wQEJm/0Prmi0iYTqfhu
        Xp0YFiMIe9AxdoC9n6c9QqgZ4ug9jeHUcmd7jhFKCS2rqldV0hhUAZphZam388Uv
        O+4JdrXWGHGqyhlJuo7708lHH7K63JrcDjqRSPMdH6giL4okIpKZUNflX6WUmulC
        Yu8frJbYkJJAbVq4GRfFN4P0mzK1RvPY1XjTrmvuQcbGusO/XfgAPwLAOuyD02Um
        tqOB0c+345KcltDukQWF0bZriLPaw1BmZGK+xKrtsjFxqOjEvgt7DF33jDWbjqSj
        g3CNIBskPU0QHxlwWWrZ9mYulZyZlfmoJTbxBUcFg2aoX8/qe6jm8+6Yog68IIW6
        Rg7I29PfSlvt9KxntbACE7dAH22N4no6PSn0Ok07MWiqemGYYCdAmKrERh5whGEg
        TDp99BDO9YGGNes7hHpfb9DQhhbY0ovBBrxuSnoYAziBzTX3hxquVWWPtA59E6tl
        Or3HB+NrNzf+A59tO6+8mOK5wPmwFlEcFTNCs6Vgdjjxhxpy36NCK42bCzbAJ7d8
        PWSQ4VTKYmi7B8zQbYGISKPgYJ/upzJvS3oXO8fYkMFRDsg4on/EdsCirqsGh9QO
        c7eqnf1xw7pyGJzxKlC+DxfoWzv1vcQ38JtSDL4FV6qqZ+wNgFstaVsxVcitn3eg
        RF59QCJGh6kCBH5ZZ5jth8EP5NB1U9ne9MY2Wcycpiycb5jaMwsd1w/912ea74kw
        GXCGA+z5TzAYvFT0MFj90ARzN9OIeoJTjRjRbPSoG4v+RxNrJ+cD3MFFENYEVCfy
        pNvX6n0lUTd5ZP16Ap35tdI18i91/xYtXslZRQKU/xTfbZqlmuqZpreYLSUA6c1s
        NMr5uyyVrk2BcpggMJ2ONfKhfhlK36DjhcaRl1sHNx7kb9JrK1fblEy/YDIoCkK8
        HsKd+X/R4NVxzaOVWXBd2h//oQqS6NcvxHyK7UmEikPwkMfIEcS4yJYrRVjWcu+g
        G4C/fOZMPo3X0WH2I0Fx/o2aWOHJ8LqoobOr3pWb6gxnM3eDN7NjBybpzV7PO+bC
        M4d7b+9AHDERZfhsyIBw33EWIaIabCnLpzWAbW/F0JXSPi+WnHLLzzX1Q/yy8fVf
        /skH9G/ZtI9X8VbAUQEw/yeu/K9L96WY0wfseoMXg14Qm90I8xpA3Ow7cqkKxkrs
        uSG2O2Gx1eOr6Ip6QYxiouE8t5S3HU63pnMWUyq+2Ug5Mp5oHXqx3hNaQuGlisHb
        xWYcKRJQH9DgiJvVOLU2HZjQL0MJuJerTZtnVHdxI5i6l6rXj0Jb7aDYxQDkh/iz
        9M2CqVqP4VcnDAFpayW6cwPrmXybTc1N8264vSip5uHghgKEsJmjmjQEZgU9fOqX
        BOAzWzLY7KGs/hoAL2xEzruS/B4wxDYkkOX13YQTsyuA
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary>From openssl pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA1: the hash is the default and so not named.</summary>
    public const string EncryptedWithSha1 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIFHzBJBgkqhkiG9w0BBQ0wPDAbBgkqhkiG9w0BBQwwDgQISeXaMPHjQL4CAggA
        MB0GCWCGSAFlAwQBAgQQCUgN34wQezFYKwXPmAE+AgSCBNCpkZk+6sKIiij8y/5L
        QZU+c8GCFsgj0G8AKfcKVaftRuOW2taEkFUvp6S4T9C8+AXmk0inxhPmOa+ZgTs7
        2rIb7ouzk+fK7gvwH9XxDXu3mT+Am8GJDVLsxqjXlbg+0bOUZPw0vpJzOWsjdIem
        Tr3wf8aJddyUD5OPsB2aqlY2FgXucdF5DHIvfZlE3ujuqv30CmYY9RQcdWBoI5+Y
        Las0mMd8Z8H6hx4c41B/WgvVrs/V5KrcyU0S5P4QQC+L7wEbbv4kEua9T5KBemA0
        Tduvn/oR7H72EzHIUcaiu55JpDZc4Xcg0pBixrCqn5ObLFEAPEUz+um7Tsa87TRC
        7WOKP9pSIDJmgfHDBgHpOMCFMrUScs0fw6CE2HkVBXoUUbJyMQOnfqQryCLD7PkK
        G/ohW8pUTbDlVM7ZMhCnW3WyygcW9lH30Waj6M5d3jRxjVqNsp7IF+VUrP6lPF7i
        xg54rKbTJhKm81FaZyBUYqXO6UXlRx4PBuHzpjdYI1L+/LSgrwvoO3Ok+rGrnXW9
        aqsRhlYsV0iVcCq9WHZVnF/GteiypWu9ERFRZ4QdKYhJBBz3KoWHLCbjTE6aulM3
        upWj5i2/rThHbmXBGm1b6bT6Jc1DKKiv7n+Xu9tU6GlEQwF7TXe4gJMm3aW54bC0
        uiF6Zvh6bJXQVT+piFpn5aYIzAqkvZMef3OiJr9Ky509fOKo49X1K2vzKS6yepVi
        En6ltJ4lO8nfmpMQIpj999MD50Y8de26XweABR2pr8l98aAkKJsWeOm58pwLpR/m
        vdkIdtngRYmd+PSeJbq8otr+vkim3Chrvn9NahJWSXrAkKsy3AG0Aj9YJpFJ/ZyV
        j9k19mpDGKDrJLHKa2X3/NwsEve0otoM6jdUlbaU2R5E5j0PIo8xtRu4uLJB2Wr5
        Bc2jFRI5M4ev9WQQO2aahbBNNpFvRGjg3qUpKIIkq7yiJd0QX6UqzOib9Op1k+mN
        JFYPQNY0pHajGf/BkL2ByRuAi43JjE07JYL99qtaAABdtWA4pbmkLUTfQ7r2ZH/k
        LPT0Zdw3uPeROMsdxKGnEuzjrqnzdMrrhlA1zwCyf8fWJPnNU1HLhVFrT6MMgOpR
        M4BQ0kvenpbCS0m5Nbzm9UofmicVT9FbJczCjMq2pOs2EiUrPHBQeCL6IjZ+c8vB
        zeGXDgJDY0wb/znMm5aP8wq38X0qzPE7c4c43oLMb1KgKJ6Hs7YjXNMyketybRvi
        FGdqCBJKiHUTUAN2NMuEuNiJKDNVR6vEPwWsak/GBOsoHz13UPiJYAtI3tdyEC1G
        Q/J+FKslMEBgTF3xmCTG8NgPALZQDM0mYu1IkDSS6w4mmaVZ62jnW8bwlx0KrPFj
        jstOkYi9tK+ofnZshcoHZiFx18LcWrF2Xwj0BFg4SeK9RRLBbmHcwOybH2WAIbXD
        UD4MLDnjGxAISEsWXFpmcqCt+DZ4WMPAfpLNRP6jS76G1W/V3FONJIvRjdQMhAr9
        X561yvnsGTBXqxKHIa4qQqgeDYqpy7bOyWqkX/KMmp2LXPpDtFHmiFQ1PPt7z8hR
        tC2d3XX4kPHqxosGTDopjnCCMCz13hmarBrbuu8voDx9NIWMfIdOfL7U43B1ojq9
        hr97HsQgCYKcMWeDqG4QJHVksw==
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary>From openssl req -x509, signed by itself.</summary>
    public const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIDETCCAfmgAwIBAgIUEs1a8e8crMZGYXeTUr1iUgXsL0QwDQYJKoZIhvcNAQEL
        BQAwFzEVMBMGA1UEAwwMSnd0S2l0IHRlc3RzMCAXDTI2MTEyMTA2MzUwOFoYDzIx
        MjYxMDI4MDYzNTA4WjAXMRUwEwYDVQQDDAxKd3RLaXQgdGVzdHMwggEiMA0GCSqG
        SIb3DQEBAQUAA4IBDwAwggEKAoIBAQCuCwZXnhfw7Y4C39kg7+OofnsHceg3ICw+
        TQyefQGdUInP2oDx9IhqxzhURxgIdC88dHzw6cLWrQVHN7paaRrzdV0L+dnbRt+p
        yqGngQCJqk84AfhZi5K3Dme/DSMClsH7RUdRuqOCzaGKOS7NNjNm5YZO0mtMRFF2
        SIF1v8KGpiqqB41DLntjYihR/pZpdiKGI4d8OSAS6OSPqjD6Y0gea52OilQQDfUz
        Z6P7y3G2P3xt9VxiMhx64+DZZrlRfuvqEtqJSsdUZ8BK+Xdskeg0EAHgc6AEAuB4
        TMmgdVAtknw60U05zt3V6LWxHcAbx6c+c8CH7VrlP0RvsY4QP/2xAgMBAAGjUzBR
        MB0GA1UdDgQWBBRFzKD6N50JxuwueyAy8g9G7MQsLzAfBgNVHSMEGDAWgBRFzKD6
        N50JxuwueyAy8g9G7MQsLzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
        A4IBAQBDyesH+yZg/j/cGUrogQsGiTylzvJ0WkLsgTJ4vAO4c6eFh9CeE53S40oz
        +vWAvioxWGSklAEhL4HGymmRBVbzQ1gFDPoEbiOAqIi4rka+irwoThY852bPTL4P
        47JhbnOvXy7pOhbLBpcAQTcauxuufHRga6vrGpIBq8AVqF/eheifi8FHQwrhQp9n
        5zjbXSWwAvied6BXknC2itvHPVmQDc2yTvdEs8lk6g4UzCD/S9NuoFSko4VAKm/x
        dRtUOlpX5Mtq0k/2vpRh55K10tyzYy3dspOoTK3JiHTOrDRNPeERES51KpksZDhV
        tEBvxV4ux/da0XUDmO6IgoYLRuHR
        -----END CERTIFICATE-----
        """;

    /// <summary>A certificate of a key on P-256, signed by itself.</summary>
    public const string EllipticCurveCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBhDCCASugAwIBAgIUFLCd0dyNscDQWs4/pDgbMSissq8wCgYIKoZIzj0EAwIw
        FzEVMBMGA1UEAwwMSnd0S2l0IHRlc3RzMCAXDTI2MTEyMTA2MzUwOFoYDzIxMjYx
        MDI4MDYzNTA4WjAXMRUwEwYDVQQDDAxKd3RLaXQgdGVzdHMwWTATBgcqhkjOPQIB
        BggqhkjOPQMBBwNCAATgx4QJgCJ/hc9WJXL3eije2fesObAY81xXqKf+sE383Iau
        HHNoSAKV7zHI6l9GTcVn3diJEwajAlBku5qf+sO4o1MwUTAdBgNVHQ4EFgQUAqgI
        0vv7luHreED6iSB/nyfPg5swHwYDVR0jBBgwFoAUAqgI0vv7luHreED6iSB/nyfP
        g5swDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAriD53JwqNxxSl
        4N+n3u1dQKYVLQTn4SbZ6dfKo0nD/wIgYhZCsjqWdcxm3rU6KO8fhqi5kcuTqyl6
        Dru6DxiaBI8=
        -----END CERTIFICATE-----
        """;

    /// <summary>Key and certificate from openssl pkcs12 -export, in base64.</summary>
    public const string Pfx = """
        MIIJ3wIBAzCCCZUGCSqGSIb3DQEHAaCCCYYEggmCMIIJfjCCA/IGCSqGSIb3DQEHBqCCA+MwggPfAgEAMIID2AYJKoZIhvcNAQcBMFcGCSqGSIb3DQEFDTBKMCkGCSqG
        SIb3DQEFDDAcBAj3BjLiDBU/BwICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAxsSNTqTmGnxxv81ReQkzWAggNwYUlumcKuQGMf9btJUzaXnk/7IBgV5bDH
        s970JyxbftWbbS8OM3MTjt/8T+14eOQUA8WxlKWIE24WBI6esnYagTjgvIwNMbe0ASmPPR+YdL/pp8/+wol+w1WvNLNdmWTP/TdWIFT+8/cBG+RnPTiQmZwdx7cbeN2A
        Jkuydh7gGDA2sxtTC7y4xuQVgKalYkPab90kNb1ozjnmi+vE9jhT+5AxfDPA8Cr5PMBYzmVJJGlDyvkR0aE5OQR3lIeMs0/aj0oS8BfciyenaJs//Bw3mh8lKPPd2jGy
        8AIb39wdr7CIrWHtU6ae2+LM7B5bzwetrwIKW0CXIxR17eL8Z1eY3Gu57bCxP8B4zFHxXcKXO/oJrRDd0y3aVQQP9JkvZFvSSig+09B29deAIwk6lkCr3zhaO+vB+DDx
        fUhINcwG0kRXtDh7yFFVsJoaEjQxd2ziZkFzWpa3BzgB4NNvNzbNtYez3YYHF4Rdm1oFfAkMoqq6npD/6y27WYiWXRACwcf0RS+g0WQZXZp8SV09f9b62l3+b4jksY+7
        jUPAXPcUAI7+uhwx9zJYJl9kkvg0qxtQvPuXCwlr7m6YC38a9+ULJqoayWHt+4jaxMj0BhNaAp7ZCKFjZqax1pOKv37XNmw9HJsGQNp2TSUZ/7F36h+HkkII7aVcNeaF
        8R1mS81VukmnzymDeC1oTccS6hoAbhuyEbc9lzuANsf3hpB0OzFvrQk7rEkZ360V9McovWH5iqEN/lXtNiJeectOtpTGPX33Mk/mJV/X6UBQJAVa3V6EnCjpwYxwrvys
        MJQydWUqFKmdxiiZUkbCiUdP7l+031GBwog+siI4bHqI0mGQwmUPwJfrW6N3loL+Qrx+SxWfezNNcILhd+7R81J8/wWl8xFX2V6RtSyLbcTn/fZ9Aoh2wPM8jAvBJocq
        Klaram0LdPoTlOXkjJ667+LgL5YeKFQrV3uRhmBXsaskWluQGMqREmgh6DRO7B0EGZiOz0gfkZGbKI7NuM166usDhqzD0sHLD5gYq60Z53uFrFBEs7TXwS6HmSkJxT7R
        PPQivPxbBT5Pz6J6hWWDYOcoksyX0paaeEb5mLEuPdb/Zgx6Ld39+lufd8bUa9o5xxDeNwRkZ7fk+J3kgVZUmBYOpENnilB7Eh/CAMqisifRA3ry9qBPWjCCBYQGCSqG
        SIb3DQEHAaCCBXUEggVxMIIFbTCCBWkGCyqGSIb3DQEMCgECoIIFMTCCBS0wVwYJKoZIhvcNAQUNMEowKQYJKoZIhvcNAQUMMBwECOPBJHzfLQmYAgIIADAMBggqhkiG
        9w0CCQUAMB0GCWCGSAFlAwQBKgQQXAn/gkpY/tWtlbxEKBS4lASCBNAMzKdC+LGJSrXk80MXySRjtovI8T/279EnSZGR89J7jwE9Kl4U3Ly4kZMay52tt/KQo65aabCT
        e9PCP1lvU6cFifQ810USlX94DwZJ8bg4zbtJilK651eHkyjmoNKSt6egCcyeqQFLnu92wSC5vjZIkklqTir7hV/MakgrhcwlNrw6O8KtGflkgL8Syh9Fp3zOlb+Clyap
        UXMndLBwgxZpbDEJ7AmywVgOydWuW6oK2zGa+pfj8VIUofqCNYEYx2cFWk4D7O0PfMKEzC1cxHglLFIPAa1Cijg0goAeConfFTxWjZBBeeYUpiBPiFhqwiFNr2ahk9MJ
        /x7LtAUbGHmFR5HsKblRTzYYBmEfgBKeLfIvrUYe8IYi5R02qeV/n2cclMzE57Po1LYIq9JcH3ds6TNirVdbsAXtUnjRMIOreNUdtMjqTR1fnAhx9iMdwZU2zBIVLnga
        tJOh9M9pnc2BmPwpe3yDQumTyky1AXx0ureitfPveSgHReIeXFyj294WkwmAb13LrRG+TSIEC7bsbExvn6QjrLy1delLfyh+NRswLY8oq+aeOUn9xVTVKT06OmDKHSFn
        ePSiN38JHd0+zhhJ4r63Ch2AVFfB7Nw6IPsGi17c0BqKJt7ACzRh6YqODcO1oMu8mRvrqSFahfvd8d7fIeNTcGOABqVp/jPZmsTtMEUeTGSh1Zp9fVVZ/bmQdpku3tOB
        PdDIyzhh1iAlXXr2VBoXB5xZ0RRcWgB9jLr8PCysaGTVq+QbAPvNF11Oj6T+WwBYUlxLPfQCK2nPy+myAmVnOvJolk0eQ8xYVMA8A7Ri793DIRqw0B8KtafKLRUI8qSM
        z2iq74c1fvu9Vx+wv2zyD6dNi3EwGb4ZJXcH8whMKbvmiCBGefJzQchSfZBMvKcbZuVAGGnDRjqJuLSEgN8N1RewSGYlpc2v21O22Z0IbyeVnCISndKaT/xmoi0whXpL
        Kt1yIKTCPm1Oy3wCHWO6pifKchx1NYfZyLu0i1IiDU3XNUXw74Ocg/1g4og6mEz0qWG2FR01ZfL1iKNgeKHei88r432QM33JfLK/2ovGvHFlt+Vcn7shg0xlFtzsHAk4
        C6l5rV/VQn6Si9xaXlEz8n/9+2rCHSkiP7ILSiqlC4AfhMHQ779Yw6VEsY1JoHHUiQHLUFp5KLT2ipdyiMrI3UIlzFZOYemCPACUlHPyjcGvR1CbQsWAG7z7Vnod5QqR
        VeeHb+1mM3iV/SFiDQ4lusAFAFuMlYgBV3M5ji8qUH7HJnkP3E3CRQZjhrBIqNQlZXjQax9Cwhf/VfLOuCRl0J/qUbP/el9AiVN7MNbVubMFhzHJekqCtv5VeW4ky/Mf
        N9M5AIFIiuunrAx58yo+nQNZOK+q8f/K6R0h8sOxBoJbRzgaAWlSQAZC3/c5/3TNkS8H8AV/viYBqZQmJYe/404X+FYC6WOnLBc9wQgdUXWzqVg6DExZVqmenRydk5B4
        txsS9rqV3F89nhdLPT1UtFkHXz2RPELyZITG9KQuI91+Jvkoaut9OWWR1Eayn3lGj78bBHiGdraMH5MdeNEKUFa27MoTdqLRrFmVl07a2A7KFHaOTdyu07NwWVem2qpT
        4X0JP9OyHA0cBWnCxjs+Fb95jENr8BMbFDElMCMGCSqGSIb3DQEJFTEWBBT5tyNezHni3fomGZL5NgkJ39+WcTBBMDEwDQYJYIZIAWUDBAIBBQAEIApGwFm77AGo7dH7
        4ENK1OqfviQjt2wgPQrSPuEQiEENBAh2F3vmE+zY9QICCAA=
        """;

    public static byte[] PfxBytes => Convert.FromBase64String(Pfx);
}
