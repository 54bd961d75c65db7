namespace JwtKit.Tests;

/// <summary>The examples of RFC 7516 appendices A.1 and A.2. Of each RSA key the primes, from which the rest follows.</summary>
internal static class Rfc7516Vectors
{
    /// <summary>A.1.</summary>
    public const string OaepPlaintext = "The true sign of intelligence is not knowledge but imagination.";

    /// <summary>A.1.7.</summary>
    public const string OaepToken =
        "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ"
        + ".OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK"
        + "2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXR"
        + "cZ_ZT2LawVCWTIy3brGPi6UklfCpIMfIjf7iGdXKHzg"
        + ".48V1_ALb6US04U3b"
        + ".5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A"
        + ".XFBoMYUZodetZdvTiFvSkQ";

    /// <summary>A.1.3, <c>p</c>.</summary>
    public const string OaepKeyP =
        "1r52Xk46c-LsfB5P442p7atdPUrxQSy4mti_tZI3Mgf2EuFVbUoDBvaRQ-SWxkbkmoEzL7JXroSBjSrK3YIQgYdMgyAEPTPjXv_hI2_1eTSPVZfzL0lffNn03IXqWF5MDFuoUYE0hzb2vhrlN_rKrb"
        + "fDIwUbTrjjgieRbwC6Cl0";

    /// <summary>A.1.3, <c>q</c>.</summary>
    public const string OaepKeyQ =
        "wLb35x7hmQWZsWJmB_vle87ihgZ19S8lBEROLIsZG4ayZVe9Hi9gDVCOBmUDdaDYVTSNx_8Fyw1YYa9XGrGnDew00J28cRUoeBB_jKI1oma0Orv1T9aXIWxKwd4gvxFImOWr3QRL9KEBRzk2RatUBn"
        + "mDZJTIAfwTs0g68UZHvtc";

    /// <summary>A.2.</summary>
    public const string Pkcs1Plaintext = "Live long and prosper.";

    /// <summary>A.2.7.</summary>
    public const string Pkcs1Token =
        "eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0"
        + ".UGhIOguC7IuEvf_NPVaXsGMoLOmwvc1GyqlIKOK1nN94nHPoltGRhWhw7Zx0-kFm1NJn8LE9XShH59_i8J0PH5ZZyNfGy2xGdULU7sHNF6Gp2vPLgNZ__deLKxGHZ7PcHALUzoOegEI-8E66jX2E4"
        + "zyJKx-YxzZIItRzC5hlRirb6Y5Cl_p-ko3YvkkysZIFNPccxRU7qve1WYPxqbb2Yw8kZqa2rMWI5ng8OtvzlV7elprCbuPhcCdZ6XDP0_F8rkXds2vE4X-ncOIM8hAYHHi29NX0mcKiRaD0-D-ljQT"
        + "P-cFPgwCp6X-nZZd9OHBv-B3oWh2TbqmScqXMR4gp_A"
        + ".AxY8DCtDaGlsbGljb3RoZQ"
        + ".KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY"
        + ".9hH0vgRfYgPnAHOd8stkvw";

    /// <summary>A.2.3, <c>p</c>. RFC 7519 appendix A.2 uses this key too.</summary>
    public const string Pkcs1KeyP =
        "9gY2w6I6S6L0juEKsbeDAwpd9WMfgqFoeA9vEyEUuk4kLwBKcoe1x4HG68ik918hdDSE9vDQSccA3xXHOAFOPJ8R9EeIAbTi1VwBYnbTp87X-xcPWlEPkrdoUKW60tgs1aNd_Nnc9LEVVPMS390zbF"
        + "xt8TN_biaBgelNgbC95sM";

    /// <summary>A.2.3, <c>q</c>.</summary>
    public const string Pkcs1KeyQ =
        "uKlCKvKv_ZJMVcdIs5vVSU_6cPtYI1ljWytExV_skstvRSNi9r66jdd9-yBhVfuG4shsp2j7rGnIio901RBeHo6TPKWVVykPu1iYhQXw1jIABfw-MVsN-3bQ76WLdt2SDxsHs7q7zPyUyHXmps7ycZ"
        + "5c72wGkUwNOjYelmkiNS0";
}
