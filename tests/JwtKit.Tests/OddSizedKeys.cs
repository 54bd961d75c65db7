namespace JwtKit.Tests;

/// <summary>RSA keys whose size is no multiple of 8, which .NET reads and does not make.</summary>
internal static class OddSizedKeys
{
    public const string Of2049Bits = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCj5R0Pr7yEuK/3
        CibbsP5FtCyuPzRgPVuNJ0M1vNlGFcDkUT6IjSMeJagFNJHBciA0w2r2py5mxYhz
        9co8ob/m1KCwM3Pz4eM/DuUQNK7gkzvfXQKhFi5npkKfbk0feho+LKevGON3069j
        9iEov49+bLqyiAxhglOaBE4nSmjPI+NXBYuor7l+8ZBtEmAhULPvUwZXy0bbNGe7
        OZ7NOst1pVlc9Nd5VvPLZNnfKP9Q5quw70KJa0nKmzMO0qF21IOzXmQ6G1hqx2tc
        TBSaMAllg6CHcoVaIjijBq+aBhyei97Qp7ICpQW+Mo5kEDduXABY34txK8MR0Uqi
        dX/bh6I/AgMBAAECggEADcK6VmtUYjZZe93r1k09hB+1Eqo23Q+5xJez0mq5OWOx
        LtpNbEyhUrIpscowpLPO1W9E51GxGSrjoozT/pQ8FwbqOPEQ/ryMBmrbO6mYtz1V
        bRMTme/RVJ2GgXlS2142ntrD93UZACITW0q6jP/Mbfp2EHBQzc0R9OAAqdbbBu0j
        jr7Hl7nJKXUhzsfTQlmAMQr4B/GhNe4t+nUQ3bVJG5UqKed5by/lhIsiYmxkqBgr
        f4U0S8eVbLeWpX2yxWaxp1eZR9bPdlNF3HGltaWAStK2t9B4wagknKdVdeX35ePN
        00sVeRxDT1dkbxCrPsxupA4P+wv5JKY7qI72eITcDQKBgQDPRTIvxAFbZ1nJ+dHK
        Xvif/aPpekRbiFO3T6505KaWRWpTvk71FwvHyK9fxjQKCQEb/CMnXf9g9e+a5D8E
        ansdAAdB8a2W7z+1BJwhTWH4bZEn5g69wbB7IPiGsKohKXuHMqcayoIHfFnWpfRk
        x6A3wEaEb8m/qcZtrI67Kgs8bQKBgQDKbVLAA2qEXs7TCgIT5tSNQRH/KeOijpLP
        y1u9imgcfXizpAPe9Pgpu9JxEa+oDRMmn0ssLMyxnZuwfq0wjIZ7DaHel8uC8pMr
        /g7OanRS4N7t2Nx13puNmPKip6Wjw/uhATg4rEAZDOR5wD54EerSjYnttuBXWpRU
        ALB/Eg4V2wKBgQDJhUaJSHHlU7Pp+1ms/++NZodCjtz9faufc/pzrogFXNJHP6X3
        B4Qtp4JThRq9kwmgEuJ++RY+SH/AwiA/A+RVStzDkd2r/UucjTHb8yfI6YaTG0vD
        1RjobiMUmZmgCnwO9AGiu7f23UFfwBTBE5JEAk7Nnv6xubiyk25mrTcldQKBgQCK
        sNhvYmfKhcKi6Up/JDohBaI09xhVueVwpV4XwQqP6o+WVRup2KFmxp7qhTmapEqo
        vZ8dhxw/3UJcbI5wovdIvBBZmBsBfv3CuHCgkGNenV9gCqMRxxFAtLgZJU/hold2
        +oTwn2PTRfgMSuECFxSSahNEYXXXo+HYpBhJF6+63QKBgFc+A69CHczwbOkFgoek
        zrGNGPykaA4DyNTMv3Z18JpeNt2iYKXL+6/bqVWqtutyZEXtlKowmxbcdRED6eQ7
        rFVa2bKzfRmJK5+t0uZVddrehfEC4YaPyXZs6du7ZuJ+hd7JBFvmOJkO5fRnqCVK
        XPfD+rbZ4gHDhNXL44MC0LEC
        -----END PRIVATE KEY-----
        """;

    public const string Of2055Bits = """
        -----BEGIN PRIVATE KEY-----
        MIIEwAIBADANBgkqhkiG9w0BAQEFAASCBKowggSmAgEAAoIBATIKKBNuGsny5yWf
        0044tsMKoDk8pt0ig5f3OEyoNXKIW6zDv2YSbn01Hpjn2gbVlw/pmqWMimOro+cJ
        0MZr11E2LAx6FgznuPgn8ClZKWjtKzdl4n3Zt5d9aIPJa1Hpk2SwGqsPFhhg7aDK
        fXAUgld8smrZjOEcNBl3FZzDFM9n+UPAlm5wzYvxrY6cA4NhL3Ij0abiEuWU71c7
        MaI13QLYTnGTWCEuuSwWnptO+8j439Kq9xZXVe+/Dtaomxyg05Gb9OUM9yNkjzID
        klv911UtR9y/hPgsjObVH2VjBYAMcKg8ulpuQNPbgSbcC6ClmIoxgYnARq7Shptg
        /WghFJmfAgMBAAECggEBBLO8SlR0A1AQ9RHMsF1XRy1OGwgeV0nxUFa0cqJHy3MR
        ckLpTwp3rspOuBLpWO+52ePwr+fB8ABmpBo3BROIeyLPsX3IvqkI/OtRKlbXiPro
        WbSi5i05juxY5Yayz/1Wkq/oVvSm9d7TKuMm4GD8/S2Zh72Dpc+Zpwmap/gTkjMd
        /Fg4CyovqB0OXF7laUQxvWLBkP/UjCb73MByjPTorPmkTQffi6Cs5ciOixVxE6aj
        NjK58Z78OWcgL4Nm/Jc1risyzEIxMioxnWziZ7m6AAQOjwCKOpMtbv2JquaQ9Eh2
        ZUFoHU76UAKAK24iQOphQXhMkBTTpW6DF0MzgYtVIDkCgYEH64oVIj9cYUaZHBB/
        lKG4a4v2xZWKQpkVWsJI5yjbuS54TpTt1EFVMVBI3/DtQ0LfzX5AjVeXRGOFMeHY
        Rn1YaG1xoN9O4br3XsybIs3ne5HKYtl3PHLVZ5wONwwAsgq4IVotBRhdJy1mmKmF
        JwepLRsRNjLQQxVoAbhE0ASmPfsCgYEGUW21E9fBhbQ4JuQtwHu/ZvV1RCYn8j+7
        9MhrWoHDCPfBGijx3buqS+LTAprIivXpibADDO4nRTFDuX7IfYD83sp0tjfg3AzJ
        mYz3coxGTEgsqYiNxuskjhQOfQyhAI1Psyo3ed8Vx8cGM/qAo6/UoG9pEEbRvRyc
        cOicBMfrda0CgYEHTRQS3Wppf+cz+BIhemQG/WWejJCJT1GNxQf7atVYkIKNN2vF
        PvknTvmC5KZWIr5AUFBFs8Z+VPYlcFGRLZIZcNMLf9C8CA1yQvr9PH1yGpDQcIWm
        jJwTrJrI4+f1sCt/iId3nw3Rue75eFw1ukAurb0ZBcyb/mt6YLN9BAJ1OgcCgYEC
        5PTUOnXh0uWfv7lSeFZ4datHAGRWcnTeHyJdg8XkWkxdqyVMwB6DwmXz8sKD0p0b
        UpdOnnLPjLQn6Wd6Y3xe25V16DArE8PL60sX5OL8JV//Dd9fy9vXEDuB86mAbGdQ
        NqzFY1BegvnbDp7YpaQcTS8cu3cmCHN9+3+kUdBgPrUCgYECFyXpOs8jB7gBesg6
        HkdUpXKbHLUzr3sSMlip8DLAqssJUwPzU2wUmvHJsKxRLYAWAAuFylByRcFm/cEZ
        LeuxIa3oRbfhDyf+Sao9PBgmCpsTCtlvpfltwp42w3mWCisdt/wSHrCgc41iMhYr
        WBy+N6y8Z50Dn9vZJB5OaK2tfkg=
        -----END PRIVATE KEY-----
        """;
}
