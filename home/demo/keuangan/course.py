"""What the course page of Keuangan Rumah Tangga yang Tenang says, and its modules in order."""

from home.demo import writing as w
from home.demo.keuangan.modul_1 import MODUL_1
from home.demo.keuangan.modul_2 import MODUL_2
from home.demo.keuangan.modul_3 import MODUL_3
from home.demo.outline import DemoCourse

COURSE = DemoCourse(
    title="Keuangan Rumah Tangga yang Tenang",
    slug="keuangan-rumah-tangga",
    subtitle="Satu gaji, empat amplop, dan obrolan lima belas menit yang mengubah suasana rumah.",
    summary=(
        "Kelas santai untuk menata uang di rumah: dari catatan satu bulan, pembagian amplop, dana darurat, sampai "
        "membaca bunga pinjaman. Tanpa istilah yang membuat pusing, tanpa menyalahkan siapa pun."
    ),
    language="id",
    level="beginner",
    category="money-home",
    instructors=("bima@example.com",),
    tags=("keuangan", "anggaran", "keluarga", "dana darurat"),
    price_minor=150_000_00,
    currency="IDR",
    published_days_ago=50,
    description=(
        w.prose(
            "Kelas ini lahir dari meja makan. Bima Prasetyo, seorang ekonom, menyadari bahwa ia pandai menghitung uang "
            "negara dan gugup membicarakan uang belanja. Ia mulai mencatat apa yang berhasil di rumahnya, di rumah "
            "tetangga, dan di rumah murid-muridnya. Hasilnya sepuluh pelajaran pendek.",
            "Tidak ada janji cepat kaya di sini. Yang ada: cara membagi gaji, cara berbelanja tanpa merasa bersalah, "
            "cara membaca bunga pinjaman, dan cara berkata tidak. Semuanya bisa dikerjakan dengan buku tulis.",
        ),
        w.heading("Bagaimana belajarnya"),
        w.prose(
            "Sepuluh pelajaran, masing-masing sekitar sepuluh menit. Boleh dibaca berurutan, boleh melompat ke yang "
            "paling mendesak. Setiap pelajaran berakhir dengan satu hal kecil yang bisa dilakukan hari itu juga.",
        ),
        w.accordion(
            (
                "Untuk yang berpasangan",
                "Satu orang boleh mulai lebih dulu. Ajak pasangan di pelajaran pertama; ia hanya perlu lima belas "
                "menit.",
            ),
            (
                "Untuk yang sendiri",
                "Setiap pelajaran punya jalan untuk satu orang. Amplopnya sama, debatnya lebih singkat.",
            ),
        ),
    ),
    outcomes=(
        "Membuka obrolan tentang uang tanpa bertengkar",
        "Mencatat satu bulan pengeluaran dengan cara yang tahan lama",
        "Membagi penghasilan ke empat amplop, juga bila penghasilan tidak tetap",
        "Menghitung dana darurat yang pas untuk keluarga sendiri",
        "Membedakan bunga flat dan efektif sebelum tanda tangan",
        "Mengenali tawaran bodong dan menolaknya dengan sopan",
        "Menyusun rencana keuangan satu halaman",
    ),
    requirements=(
        "Buku tulis atau ponsel",
        "Catatan pengeluaran satu bulan, yang kita buat bersama di pelajaran kedua",
    ),
    audience=(
        "Pasangan muda yang baru mengatur rumah sendiri",
        "Siapa pun yang gajinya cukup tetapi selalu habis",
        "Pekerja lepas dengan penghasilan naik turun",
    ),
    faq=(
        (
            "Apakah penghasilan saya cukup besar untuk ikut?",
            "<p>Cukup. Contohnya memakai gaji Rp 6.000.000, tetapi caranya sama untuk tiga juta dan tiga puluh "
            "juta.</p>",
        ),
        (
            "Apakah diajari investasi saham?",
            "<p>Tidak. Kelas ini selesai tepat di titik ketika investasi mulai masuk akal: sesudah dana darurat "
            "terisi dan utang terkendali.</p>",
        ),
        (
            "Bagaimana cara mendaftar?",
            "<p>Pembelian belum dibuka. Bila Anda punya kode pendaftaran, masukkan di halaman kode dan kelas langsung "
            "terbuka.</p>",
        ),
        ("Apakah ada sertifikat?", "<p>Ada, begitu semua pelajaran selesai.</p>"),
    ),
    modules=(MODUL_1, MODUL_2, MODUL_3),
)
