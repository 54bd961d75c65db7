namespace JwtKit.Tests;

/// <summary>Keys that OpenSSL wrote, for these tests only. The first four are one RSA key of 2048 bits in each of its forms.</summary>
internal static class TestKeys
{
    /// <summary>The private key as openssl genpkey writes it.</summary>
    public const string Pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCuCwZXnhfw7Y4C
        39kg7+OofnsHceg3ICw+TQyefQGdUInP2oDx9IhqxzhURxgIdC88dHzw6cLWrQVH
        N7paaRrzdV0L+dnbRt+pyqGngQCJqk84AfhZi5K3Dme/DSMClsH7RUdRuqOCzaGK
        OS7NNjNm5YZO0mtMRFF2SIF1v8KGpiqqB41DLntjYihR/pZpdiKGI4d8OSAS6OSP
        qjD6Y0gea52OilQQDfUzZ6P7y3G2P3xt9VxiMhx64+DZZrlRfuvqEtqJSsdUZ8BK
        +Xdskeg0EAHgc6AEAuB4TMmgdVAtknw60U05zt3V6LWxHcAbx6c+c8CH7VrlP0Rv
        sY4QP/2xAgMBAAECggEAGXF8KQqay7p2ydMeuMgecISjs2gYFMMBJM8lGqBXaupE
        vgcJVcCJbDlunId+KxzicO9DUAGPMyIShPb6fnrMxAMIKhbfHfAuWhyeOvt1cCqz
        2mdoqUfpwsAk3j3AkgF8dKGL9mtCDykaRgzrsM1igKw/pmia413oyNF7DOiOkBof
        QRZyUs2SPpshbUCyu7Ka22F5c+oVNrsjdy1etmlb3z/6u2hPO2B0zJz2iymjsuno
        DDFv3r35uw98S117X0zrzqVbhphGfszoCbdzd7vp8Q4fknX2aWgw4q+CLXkvcGO6
        0fi1YfqarYqYNxD60nd/grtCQi8XOGe4QhsK0WgtJwKBgQDdUgP/L61N2NUy7JMU
        7WsjVlmipdmriao5Oxp2dkb0HyhBDZL2BQmr6sy0lyMJAAjcNeQCXZG7xdp42wH9
        bJWUuj3NehoYifOqXfW91PcBhkDufpS5bUo8QckOHKx57XSIqusodx0GzvxjrO+U
        PjjfieoP8se7d8P4zDXao0sumwKBgQDJUIpPk2uqwV/gaAEFwFtkNN61cq32z2Ab
        ynakNMt6qHeWChjDfnN6FftJqvibwAIGKqQxuVVm8gGLpq/DCegKsc6tm5mpzjb2
        prbormjJlzBMK0NSiWF6N4Kwiazs/dw27mXkNFSvckSYsOAhLu8TPtekJ6XeNyFY
        2hPYwBiDowKBgQC7kt9AUDAZYkSPPGILwoyjDnQ5nUa2U56pkqYC8IuCK0X6nH6J
        dAuWYRHNnKpc3mKkACiWuKbi9fULqNIu7vB3dMEcfPfRBFo3chrsIKqX6Cjv+Ogj
        n7TjDP5Rr4ueatnxWqqjSRCYzKSr9c23XmTlUAXILoOJJyA4pRqfivYVMQKBgBst
        Cy7I2Nz5M8coYxLyr6OsW3AlJgTOY8v8nd123w0U1ufjPwqM9GvDseN0+BCWb++D
        LB0mRrgZ7Ul72/g5SyC+dgcLnUfF9beAM+rfOHgWN8fggzsOHqGQAs1wGG75qhOk
        RQ70XYY9p7LxFaCFJHL1pcicLZD84jyLW+iDrgt/AoGBAIBZ4Bd/pyGh39Y1qWfW
        xrkNdadDd89MM42ufbUb1ZQT/Skt+chyiGux3VdB/7xntdQJxmGgAndVyRTmQ1ag
        nZWfUk4ktsfAv2J/zM5XJ28Mwm6bI82bUUZRc+WMLmL1Eqzj24XTsHk5dhLXivlc
        TQGa56Eh7BQDfdlXC9hdT81m
        -----END PRIVATE KEY-----
        """;

    /// <summary>The private key as openssl genrsa -traditional writes it.</summary>
    public const string Pkcs1Private = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEpAIBAAKCAQEArgsGV54X8O2OAt/ZIO/jqH57B3HoNyAsPk0Mnn0BnVCJz9qA
        8fSIasc4VEcYCHQvPHR88OnC1q0FRze6Wmka83VdC/nZ20bfqcqhp4EAiapPOAH4
        WYuStw5nvw0jApbB+0VHUbqjgs2hijkuzTYzZuWGTtJrTERRdkiBdb/ChqYqqgeN
        Qy57Y2IoUf6WaXYihiOHfDkgEujkj6ow+mNIHmudjopUEA31M2ej+8txtj98bfVc
        YjIceuPg2Wa5UX7r6hLaiUrHVGfASvl3bJHoNBAB4HOgBALgeEzJoHVQLZJ8OtFN
        Oc7d1ei1sR3AG8enPnPAh+1a5T9Eb7GOED/9sQIDAQABAoIBABlxfCkKmsu6dsnT
        HrjIHnCEo7NoGBTDASTPJRqgV2rqRL4HCVXAiWw5bpyHfisc4nDvQ1ABjzMiEoT2
        +n56zMQDCCoW3x3wLlocnjr7dXAqs9pnaKlH6cLAJN49wJIBfHShi/ZrQg8pGkYM
        67DNYoCsP6ZomuNd6MjRewzojpAaH0EWclLNkj6bIW1AsruymttheXPqFTa7I3ct
        XrZpW98/+rtoTztgdMyc9ospo7Lp6Awxb969+bsPfEtde19M686lW4aYRn7M6Am3
        c3e76fEOH5J19mloMOKvgi15L3BjutH4tWH6mq2KmDcQ+tJ3f4K7QkIvFzhnuEIb
        CtFoLScCgYEA3VID/y+tTdjVMuyTFO1rI1ZZoqXZq4mqOTsadnZG9B8oQQ2S9gUJ
        q+rMtJcjCQAI3DXkAl2Ru8XaeNsB/WyVlLo9zXoaGInzql31vdT3AYZA7n6UuW1K
        PEHJDhysee10iKrrKHcdBs78Y6zvlD4434nqD/LHu3fD+Mw12qNLLpsCgYEAyVCK
        T5NrqsFf4GgBBcBbZDTetXKt9s9gG8p2pDTLeqh3lgoYw35zehX7Sar4m8ACBiqk
        MblVZvIBi6avwwnoCrHOrZuZqc429qa26K5oyZcwTCtDUolhejeCsIms7P3cNu5l
        5DRUr3JEmLDgIS7vEz7XpCel3jchWNoT2MAYg6MCgYEAu5LfQFAwGWJEjzxiC8KM
        ow50OZ1GtlOeqZKmAvCLgitF+px+iXQLlmERzZyqXN5ipAAolrim4vX1C6jSLu7w
        d3TBHHz30QRaN3Ia7CCql+go7/joI5+04wz+Ua+LnmrZ8Vqqo0kQmMykq/XNt15k
        5VAFyC6DiScgOKUan4r2FTECgYAbLQsuyNjc+TPHKGMS8q+jrFtwJSYEzmPL/J3d
        dt8NFNbn4z8KjPRrw7HjdPgQlm/vgywdJka4Ge1Je9v4OUsgvnYHC51HxfW3gDPq
        3zh4FjfH4IM7Dh6hkALNcBhu+aoTpEUO9F2GPaey8RWghSRy9aXInC2Q/OI8i1vo
        g64LfwKBgQCAWeAXf6chod/WNaln1sa5DXWnQ3fPTDONrn21G9WUE/0pLfnIcohr
        sd1XQf+8Z7XUCcZhoAJ3VckU5kNWoJ2Vn1JOJLbHwL9if8zOVydvDMJumyPNm1FG
        UXPljC5i9RKs49uF07B5OXYS14r5XE0BmuehIewUA33ZVwvYXU/NZg==
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary>The public key as openssl pkey -pubout writes it.</summary>
    public const string SubjectPublicKeyInfo = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArgsGV54X8O2OAt/ZIO/j
        qH57B3HoNyAsPk0Mnn0BnVCJz9qA8fSIasc4VEcYCHQvPHR88OnC1q0FRze6Wmka
        83VdC/nZ20bfqcqhp4EAiapPOAH4WYuStw5nvw0jApbB+0VHUbqjgs2hijkuzTYz
        ZuWGTtJrTERRdkiBdb/ChqYqqgeNQy57Y2IoUf6WaXYihiOHfDkgEujkj6ow+mNI
        HmudjopUEA31M2ej+8txtj98bfVcYjIceuPg2Wa5UX7r6hLaiUrHVGfASvl3bJHo
        NBAB4HOgBALgeEzJoHVQLZJ8OtFNOc7d1ei1sR3AG8enPnPAh+1a5T9Eb7GOED/9
        sQIDAQAB
        -----END PUBLIC KEY-----
        """;

    /// <summary>The public key as openssl rsa -RSAPublicKey_out writes it.</summary>
    public const string Pkcs1Public = """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCgKCAQEArgsGV54X8O2OAt/ZIO/jqH57B3HoNyAsPk0Mnn0BnVCJz9qA8fSI
        asc4VEcYCHQvPHR88OnC1q0FRze6Wmka83VdC/nZ20bfqcqhp4EAiapPOAH4WYuS
        tw5nvw0jApbB+0VHUbqjgs2hijkuzTYzZuWGTtJrTERRdkiBdb/ChqYqqgeNQy57
        Y2IoUf6WaXYihiOHfDkgEujkj6ow+mNIHmudjopUEA31M2ej+8txtj98bfVcYjIc
        euPg2Wa5UX7r6hLaiUrHVGfASvl3bJHoNBAB4HOgBALgeEzJoHVQLZJ8OtFNOc7d
        1ei1sR3AG8enPnPAh+1a5T9Eb7GOED/9sQIDAQAB
        -----END RSA PUBLIC KEY-----
        """;
}
