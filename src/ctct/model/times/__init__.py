"""Times as people write them: «quý II/2021», «trước ngày 15/6», «sau Tết», «hằng quý», «theo chỉ đạo của tỉnh»."""
